// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { cutWord } from './use-cut-reason';

describe('cutWord', () => {
  it('knows every sentence of the probe', () => {
    const said: [string, string, Record<string, string>][] = [
      ['the index (moov) is missing', 'cut.index', {}],
      ['the file lacks 1234 bytes of what its header says', 'cut.lacks', { count: '1,234' }],
      ['the last part (mdat) lacks 7 bytes', 'cut.partLacks', { part: 'mdat', count: '7' }],
      ['the last part is cut', 'cut.part', {}],
      ['the last packet is cut', 'cut.part', {}],
      ["the file ends inside a part's header", 'cut.part', {}],
      ['the header was never completed', 'cut.header', {}],
      ['the end mark (%%EOF) is missing', 'cut.end', { mark: '%%EOF' }],
      ['the end of the picture (EOI) is missing', 'cut.end', { mark: 'EOI' }],
      ['9 frames of the index lie beyond the end of the file', 'cut.frames', { count: '9' }],
      ['reading ends early: Invalid data', 'cut.early', {}],
    ];
    for (const [reason, word, values] of said) expect(cutWord(reason)).toEqual({ word, values });
  });

  it('claims nothing of a sentence that it does not know', () => {
    expect(cutWord('truncated')).toBeUndefined();
  });
});
