// Server-sent events: one stream for the whole page, many listeners.
import { useEffect, useRef } from 'react';

export interface EventKinds {
  entry: { index: number; kind: string; subject: string };
  upload: { upload_id: string; state: string; done_bytes: number; size_bytes: number };
  derived: { record_id: string; name: string };
}

type Kind = keyof EventKinds;
type Listener = (kind: Kind, event: EventKinds[Kind]) => void;

const listeners = new Set<Listener>();

function tell(kind: Kind, text: string): void {
  let event: EventKinds[Kind];
  try {
    event = JSON.parse(text) as EventKinds[Kind];
  } catch {
    return;
  }
  for (const listener of [...listeners]) listener(kind, event);
}

/** Opens the stream; the shell does it once while somebody is signed in. Returns the closing. */
export function openEventStream(): () => void {
  const source = new EventSource('/api/events');
  for (const kind of ['entry', 'upload', 'derived'] as const) {
    source.addEventListener(kind, (message: MessageEvent<string>) => {
      tell(kind, message.data);
    });
  }
  return () => {
    source.close();
  };
}

/** Calls `act` for every event of the kind while the component stands. */
export function useServerEvent<K extends Kind>(kind: K, act: (event: EventKinds[K]) => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const listener: Listener = (arrived, event) => {
      if (arrived === kind) latest.current(event as EventKinds[K]);
    };
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, [kind]);
}
