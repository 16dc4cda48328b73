import type { Act } from '@/shared/api/client';

/** One word of a POSIX shell, whatever stands in it. */
function quoted(word: string): string {
  return /^[\w./:@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

interface Place {
  caseNumber: string;
  act: Pick<Act, 'id' | 'title'>;
  acts: readonly Pick<Act, 'id' | 'title'>[];
  user: string | undefined;
  server: string;
}

/** The command that deposits into this act; by its title where no other act has the same. */
export function depositCommand({ caseNumber, act, acts, user, server }: Place): string {
  const alone = acts.filter(({ title }) => title === act.title).length === 1;
  return [
    'liuhen deposit',
    ['--case', caseNumber],
    ['--act', alone ? act.title : act.id],
    ...(user === undefined ? [] : [['--user', user]]),
    ['--server', server],
  ]
    .map((part) => (typeof part === 'string' ? part : `${part[0] ?? ''} ${quoted(part[1] ?? '')}`))
    .join(' ');
}
