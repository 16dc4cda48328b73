// Lists by keyboard: / goes to the search, up and down choose a row, Enter opens it.
import { useEffect, useRef, useState, type RefObject } from 'react';

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

function isElsewhere(event: KeyboardEvent): boolean {
  return (
    event.defaultPrevented ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    document.querySelector('.ant-modal-wrap:not([style*="display: none"])') !== null
  );
}

/** `search` gets the focus when somebody presses the slash key outside a field. */
export function useSlashFocus(search: RefObject<{ focus: () => void } | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || isElsewhere(event) || isTyping(event.target)) return;
      event.preventDefault();
      search.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, [search]);
}

interface RowKeys {
  count: number;
  open: (row: number) => void;
  /** Rows carry data-row={index} inside this element, so that the chosen one scrolls into view. */
  within: RefObject<HTMLElement | null>;
}

/** The chosen row, −1 for none. Works from a text field that asks for it with data-rows="". */
export function useRowKeys({ count, open, within }: RowKeys): number {
  const [chosen, setChosen] = useState(-1);
  const latest = useRef({ count, open, chosen });
  useEffect(() => {
    latest.current = { count, open, chosen };
  });
  useEffect(() => {
    const move = (step: number) => {
      const next = Math.min(latest.current.count - 1, Math.max(0, latest.current.chosen + step));
      setChosen(next);
      within.current
        ?.querySelector(`[data-row="${String(next)}"]`)
        ?.scrollIntoView({ block: 'nearest' });
    };
    const onKey = (event: KeyboardEvent) => {
      const field = event.target instanceof HTMLElement ? event.target : null;
      if (isElsewhere(event) || event.isComposing) return;
      if (isTyping(field) && field?.dataset['rows'] === undefined) return;
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        move(event.key === 'ArrowDown' ? 1 : -1);
      } else if (event.key === 'Enter' && latest.current.chosen >= 0) {
        if (field?.closest('a, button')) return;
        if (latest.current.chosen < latest.current.count)
          latest.current.open(latest.current.chosen);
      }
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, [within]);
  return chosen < count ? chosen : -1;
}
