import { expect, it } from 'vitest';
import { readCheckpoint } from './checkpoint';

const note = `bureau.example/log
845
PTTxAtFwj8Xt0xERRPeHZLTXt0XLVFCBV4BUVJXfHmg=

— bureau.example/log 9qKTdlk0xDU9NqNPMlpOBM3SI9zlWPTZUBpwbP8l0oVM9VlWPEHFcEDpcAf7MA38==
`;

it('reads origin, size, root and signers', () => {
  expect(readCheckpoint(note)).toEqual({
    origin: 'bureau.example/log',
    size: 845,
    root: 'PTTxAtFwj8Xt0xERRPeHZLTXt0XLVFCBV4BUVJXfHmg=',
    signers: ['bureau.example/log'],
  });
});

it('gives nothing for what is no checkpoint', () => {
  expect(readCheckpoint('')).toBeUndefined();
  expect(readCheckpoint('<html>')).toBeUndefined();
  expect(readCheckpoint('a\nmany\nb\n\n')).toBeUndefined();
});
