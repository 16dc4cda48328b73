import { useCallback, useEffect, useMemo, useState } from 'react';
import { clampSeconds, nextSpeed, stepFrame } from './timeline';

export interface MediaState {
  seconds: number;
  duration: number; // NaN until known
  playing: boolean;
  speed: number;
  volume: number;
  muted: boolean;
  bufferedTo: number;
}

const atRest: MediaState = {
  seconds: 0,
  duration: NaN,
  playing: false,
  speed: 1,
  volume: 1,
  muted: false,
  bufferedTo: 0,
};

const DRAW_MS = 80;

function bufferedTo({ buffered, currentTime }: HTMLMediaElement): number {
  for (let place = 0; place < buffered.length; place += 1) {
    if (buffered.start(place) <= currentTime + 0.1 && currentTime <= buffered.end(place)) {
      return buffered.end(place);
    }
  }
  return currentTime;
}

function stateOf(media: HTMLMediaElement): MediaState {
  return {
    seconds: media.currentTime,
    duration: media.duration,
    playing: !media.paused && !media.ended,
    speed: media.playbackRate,
    volume: media.volume,
    muted: media.muted,
    bufferedTo: bufferedTo(media),
  };
}

const told = [
  'timeupdate',
  'seeking',
  'seeked',
  'play',
  'pause',
  'ended',
  'durationchange',
  'ratechange',
  'volumechange',
  'progress',
] as const;

/** Mirrors a media element into React; while it plays, a dozen times a second. */
function useMirror(media: HTMLMediaElement | null): MediaState {
  const [state, setState] = useState(atRest);
  useEffect(() => {
    if (media === null) return undefined;
    const mirror = () => {
      setState(stateOf(media));
    };
    for (const event of told) media.addEventListener(event, mirror);
    mirror();
    return () => {
      for (const event of told) media.removeEventListener(event, mirror);
    };
  }, [media]);
  const { playing } = state;
  useEffect(() => {
    if (media === null || !playing) return undefined;
    const timer = setInterval(() => {
      setState(stateOf(media));
    }, DRAW_MS);
    return () => {
      clearInterval(timer);
    };
  }, [media, playing]);
  return state;
}

export function useMedia(framesPerSecond: number) {
  const [media, setMedia] = useState<HTMLMediaElement | null>(null);
  const state = useMirror(media);
  const act = useCallback(
    (deed: (element: HTMLMediaElement) => void) => {
      if (media !== null) deed(media);
    },
    [media],
  );
  const actions = useMemo(() => {
    const seek = (seconds: number) => {
      act((element) => {
        element.currentTime = clampSeconds(seconds, element.duration);
      });
    };
    return {
      seek,
      toggle: () => {
        act((element) => {
          // A refusal to play shows itself as the element's own error event.
          if (element.paused) element.play().catch(() => undefined);
          else element.pause();
        });
      },
      jump: (seconds: number) => {
        act((element) => {
          seek(element.currentTime + seconds);
        });
      },
      step: (frames: number) => {
        act((element) => {
          element.pause();
          seek(stepFrame(element.currentTime, frames, framesPerSecond));
        });
      },
      setSpeed: (speed: number) => {
        act((element) => {
          element.playbackRate = speed;
        });
      },
      changeSpeed: (direction: 1 | -1) => {
        act((element) => {
          element.playbackRate = nextSpeed(element.playbackRate, direction);
        });
      },
      setVolume: (volume: number) => {
        act((element) => {
          element.volume = volume;
          element.muted = volume === 0;
        });
      },
    };
  }, [act, framesPerSecond]);
  return { ref: setMedia, state, actions };
}

export type MediaActions = ReturnType<typeof useMedia>['actions'];
