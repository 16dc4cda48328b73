// Every sentence in which the probe says why: a cut, an unreadable file, a note, its own failure
// (src/probe). The test reads the probe's source, so none can be added there and missed here.
import { formatCount } from '@/shared/format/format';
import { useWords } from '@/shared/words/words';
import { words } from './words';

type Word = keyof typeof words.zh;

const known: readonly [RegExp, Word, ...string[]][] = [
  [/^the index \(moov\) is missing$/, 'index'],
  [/^the file lacks (\d+) bytes of what its header says$/, 'lacks', 'count'],
  [/^the last part \((.+)\) lacks (\d+) bytes$/, 'partLacks', 'part', 'count'],
  [/^(?:the last (?:part|packet) is cut|the file ends inside a part's header)$/, 'part'],
  [/^the header was never completed$/, 'header'],
  [/^the end (?:mark|of the picture) \((.+)\) is missing$/, 'end', 'mark'],
  [/^(\d+) frames of the index lie beyond the end of the file$/, 'frames', 'count'],
  [/^reading ends early/, 'early'],
  [/^the index \(moov\) is missing, so not one frame can be found$/, 'noFrame'],
  [/^the content is of no known format$/, 'format'],
  [/^the container cannot be opened/, 'container'],
  [/^the file is empty$/, 'empty'],
  [/^a PDF of more than (\d+) MiB is not opened$/, 'pdfLarge', 'count'],
  [/^the PDF does not fit into the memory limit$/, 'pdfMemory'],
  [/^the PDF's structure is broken$/, 'pdfBroken'],
  [/^the PDF needs a password$/, 'pdfPassword'],
  [/^the PDF has no page$/, 'pdfNoPage'],
  [/^no picture header was found$/, 'noPicture'],
  [/^it holds neither picture nor sound$/, 'nothingInside'],
  [/^not one frame can be read$/, 'noFrameRead'],
  [/^bytes_after_last_part$/, 'note.bytesAfter'],
  [/^image_dimensions_enormous$/, 'note.enormous'],
  [/^streams_not_fully_described$/, 'note.streams'],
  [/^gps_out_of_range$/, 'note.place'],
  [/^the probe process used all the processor time it may have/, 'process.processor'],
  [/^the probe process tried to write to a file/, 'process.writes'],
  [/^the probe process made a system call that the sandbox forbids/, 'process.call'],
  [/^the probe process died of signal (\d+)/, 'process.signal', 'count'],
  [/^the probe process gave no usable answer/, 'process.answer'],
  [/^the probe process used all the memory it may have/, 'process.memory'],
  [/^the probe process refused to work without its sandbox/, 'process.sandbox'],
  [/^the probe process could not load its libraries/, 'process.libraries'],
  [/^the probe process ended with exit code (\d+)/, 'process.code', 'count'],
  [/^the probe process gave no answer within (\d+) ms/, 'process.late', 'count'],
  [/^the probe process wrote more than (\d+) bytes/, 'process.flood', 'count'],
  [/^the probe process was stopped/, 'process.stopped'],
  [/^the record's object is not in the vault/, 'absent'],
];

// 220,582; words as they are.
function written(value: string): string {
  return /^\d+$/.test(value) ? formatCount(Number(value)) : value;
}

export interface ReasonWord {
  word: Word;
  values: Record<string, string>;
}

export function reasonWord(reason: string): ReasonWord | undefined {
  for (const [pattern, word, ...names] of known) {
    const found = pattern.exec(reason);
    if (found === null) continue;
    const values = Object.fromEntries(
      names.map((name, at) => [name, written(found[at + 1] ?? '')]),
    );
    return { word, values };
  }
  return undefined;
}

/** The probe's reason in the page's language; one that this page does not know stands as it is. */
export function useReason(): (reason: string) => string {
  const t = useWords(words);
  return (reason) => {
    const found = reasonWord(reason);
    return found === undefined ? reason : t(found.word, found.values);
  };
}
