import { useEffect, useRef } from 'react';
import type { MediaActions } from './use-media';

function isElsewhere(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (target?.closest('input, textarea, select, [contenteditable], [role="dialog"]')) return true;
  // Space presses the focused button, as everywhere.
  return event.key === ' ' && Boolean(target?.closest('button, a, summary'));
}

type Deed = (actions: MediaActions, toggleFullScreen: () => void) => void;

const deeds: Readonly<Record<string, Deed>> = {
  ' ': (media) => {
    media.toggle();
  },
  k: (media) => {
    media.toggle();
  },
  j: (media) => {
    media.jump(-10);
  },
  l: (media) => {
    media.jump(10);
  },
  ArrowLeft: (media) => {
    media.jump(-5);
  },
  ArrowRight: (media) => {
    media.jump(5);
  },
  ',': (media) => {
    media.step(-1);
  },
  '.': (media) => {
    media.step(1);
  },
  '<': (media) => {
    media.changeSpeed(-1);
  },
  '>': (media) => {
    media.changeSpeed(1);
  },
  Home: (media) => {
    media.seek(0);
  },
  End: (media) => {
    media.seek(Infinity);
  },
  f: (_media, toggleFullScreen) => {
    toggleFullScreen();
  },
};

/** Keys work on the whole page, except where somebody types or a panel is open. */
export function usePlayerKeys(actions: MediaActions, toggleFullScreen: () => void): void {
  const latest = useRef({ actions, toggleFullScreen });
  useEffect(() => {
    latest.current = { actions, toggleFullScreen };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const deed = deeds[key];
      if (deed === undefined || isElsewhere(event)) return;
      event.preventDefault();
      deed(latest.current.actions, latest.current.toggleFullScreen);
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, []);
}
