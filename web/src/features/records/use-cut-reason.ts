import { formatCount } from '@/shared/format/format';
import { useWords } from '@/shared/words/words';
import { words } from './words';

type Word = Extract<keyof typeof words.zh, `cut.${string}`>;

// The probe's own sentences (src/probe/process: mark_truncated).
const known: readonly [RegExp, Word, readonly string[]][] = [
  [/^the index \(moov\) is missing$/, 'cut.index', []],
  [/^the file lacks (\d+) bytes of what its header says$/, 'cut.lacks', ['count']],
  [/^the last part \((.+)\) lacks (\d+) bytes/, 'cut.partLacks', ['part', 'count']],
  [/^(?:the last (?:part|packet) is cut|the file ends inside a part's header)$/, 'cut.part', []],
  [/^the header was never completed$/, 'cut.header', []],
  [/^the end (?:mark|of the picture) \((.+)\) is missing$/, 'cut.end', ['mark']],
  [/^(\d+) frames of the index lie beyond the end of the file$/, 'cut.frames', ['count']],
  [/^reading ends early/, 'cut.early', []],
];

// 220,582; words as they are.
function written(value: string): string {
  return /^\d+$/.test(value) ? formatCount(Number(value)) : value;
}

export interface CutWord {
  word: Word;
  values: Record<string, string>;
}

export function cutWord(reason: string): CutWord | undefined {
  for (const [pattern, word, names] of known) {
    const found = pattern.exec(reason);
    if (found === null) continue;
    const values = Object.fromEntries(names.map((name, at) => [name, written(found[at + 1] ?? '')]));
    return { word, values };
  }
  return undefined;
}

/** Words for why a file counts as cut; a reason that this page does not know stands as it is. */
export function useCutReason(): (reason: string | undefined) => string | undefined {
  const t = useWords(words);
  return (reason) => {
    if (reason === undefined) return undefined;
    const found = cutWord(reason);
    return found === undefined ? reason : t(found.word, found.values);
  };
}
