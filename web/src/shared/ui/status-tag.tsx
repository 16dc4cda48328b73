import type { ReactNode } from 'react';

/** breach: red, due: amber, explained: grey; done, waiting and open are calm. */
export type Tone = 'breach' | 'due' | 'explained' | 'done' | 'waiting' | 'open';

export function StatusTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`tag tag--${tone}`}>{children}</span>;
}
