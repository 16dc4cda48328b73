import type { ReactNode } from 'react';

/** breach: red, due: amber, question: blue, explained: grey; done, waiting and open are calm. */
export type Tone = 'breach' | 'due' | 'question' | 'explained' | 'done' | 'waiting' | 'open';

export function StatusTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`tag tag--${tone}`}>{children}</span>;
}
