import { describe, expect, it } from 'vitest';

import { base64Of, bytesOfBase64, bytesOfUtf8, hexOf } from './bytes';
import type { Bytes } from './bytes';
import { sm2PointOfPem, verifySm2 } from './sm2';
import { sm3 } from './sm3';

// Key and signature made with OpenSSL 3.0 (pkeyutl -rawin -digest sm3, distid 1234567812345678).
const PEM = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAEiLZu3QD/8Mu3Ho0B5b5hrnHRsYqz
Dh6o/J6TlVB6x4ZTI+PniI+wz8Yp9Wy5pF+8QPf2x/owics16kfbXX/ogQ==
-----END PUBLIC KEY-----
`;
const MESSAGE = bytesOfUtf8(
  'log.example/liuhen\n3\nrra8/idLcKFPsGel5VeCZNsPqbUa9eC6FZFY8yngbnc=\n',
);
const SIGNATURE =
  'MEYCIQDliu+n0eqhj1TG0X8VbGfhJrF+qilnzsqW6Dmjo8hZWgIhANBVXvvto8GgpalHxLzPcydrgWfztVCtBCQTDjg8pePn';

describe('sm3', () => {
  it('agrees with GB/T 32905-2016, annex A', () => {
    expect(hexOf(sm3(bytesOfUtf8('abc')))).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
    expect(hexOf(sm3(bytesOfUtf8('abcd'.repeat(16))))).toBe(
      'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
    );
  });

  it('agrees with OpenSSL over 300 zero bytes', () => {
    expect(hexOf(sm3(new Uint8Array(300)))).toBe(
      'bfded1b47962edb66ecf2508d8b621b4d5afe35ef09d3a1920bf569ab47ee793',
    );
  });
});

describe('verifySm2', () => {
  it('accepts a signature made by OpenSSL', () => {
    expect(verifySm2(PEM, MESSAGE, SIGNATURE)).toBe(true);
  });

  it('refuses each flipped byte of the signature', () => {
    const good = bytesOfBase64(SIGNATURE) as Bytes;
    good.forEach((byte, place) => {
      const bad = good.slice();
      bad[place] = byte ^ 1;
      expect(verifySm2(PEM, MESSAGE, base64Of(bad))).toBe(false);
    });
  });

  it('refuses another message, another key and texts that are neither', () => {
    expect(verifySm2(PEM, bytesOfUtf8('another'), SIGNATURE)).toBe(false);
    const wrongKey = PEM.replace('ZTI+Pn', 'ZTI+Pm');
    expect(sm2PointOfPem(wrongKey)).not.toBeNull();
    expect(verifySm2(wrongKey, MESSAGE, SIGNATURE)).toBe(false);
    expect(verifySm2('', MESSAGE, SIGNATURE)).toBe(false);
    expect(verifySm2(PEM, MESSAGE, '')).toBe(false);
    expect(verifySm2(PEM, MESSAGE, 'MAYCAQECAQE=')).toBe(false);
  });
});
