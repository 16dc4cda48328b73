// Verifies an SM2 signature (GB/T 32918.2-2016) over SM3 with the default user id of GM/T 0009, as
// it stands beside each checkpoint: DER in base64, the public key as PEM. The arithmetic of the
// curve is that of @noble/curves; only public values pass through here.
import { weierstrassN } from '@noble/curves/abstract/weierstrass.js';

import {
  type Bytes,
  bytesOfBase64,
  bytesOfHex,
  bytesOfUtf8,
  concatBytes,
  equalBytes,
  hexOf,
} from './bytes';
import { sm3 } from './sm3';

// sm2p256v1, GB/T 32918.5-2017.
const CURVE = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
};
const Point = weierstrassN(CURVE);
const USER_ID = bytesOfUtf8('1234567812345678');

// SubjectPublicKeyInfo of an uncompressed key: id-ecPublicKey, sm2p256v1, BIT STRING of 66 bytes.
const SPKI_HEAD = bytesOfHex('3059301306072a8648ce3d020106082a811ccf5501822d034200') as Bytes;

function numberOf(bytes: Bytes): bigint {
  return BigInt(`0x${hexOf(bytes) || '0'}`);
}

function bytes32Of(value: bigint): Bytes {
  return bytesOfHex(value.toString(16).padStart(64, '0')) as Bytes;
}

// The point of a PEM public key, 65 bytes starting with 04; null when it is no SM2 key.
export function sm2PointOfPem(pem: string): Bytes | null {
  const form = /^-----BEGIN PUBLIC KEY-----\s+([A-Za-z0-9+/=\s]+?)\s+-----END PUBLIC KEY-----\s*$/;
  const coded = form.exec(pem)?.[1];
  const der = coded === undefined ? null : bytesOfBase64(coded.replace(/\s/g, ''));
  if (der?.length !== SPKI_HEAD.length + 65) return null;
  if (!equalBytes(der.slice(0, SPKI_HEAD.length), SPKI_HEAD)) return null;
  const point = der.slice(SPKI_HEAD.length);
  return point[0] === 4 ? point : null;
}

// One INTEGER of a DER signature: positive, shortest form.
function takeInteger(der: Bytes, start: number): { value: bigint; end: number } | null {
  const length = der[start + 1];
  if (der[start] !== 0x02 || length === undefined || length === 0 || length > 33) return null;
  const body = der.slice(start + 2, start + 2 + length);
  const [first, second] = [body[0] ?? 0x80, body[1] ?? 0x80];
  if (body.length !== length || first >= 0x80 || (first === 0 && length > 1 && second < 0x80)) {
    return null;
  }
  return { value: numberOf(body), end: start + 2 + length };
}

function parseSignature(der: Bytes): { r: bigint; s: bigint } | null {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return null;
  const r = takeInteger(der, 2);
  const s = r === null ? null : takeInteger(der, r.end);
  if (r === null || s === null || s.end !== der.length) return null;
  return { r: r.value, s: s.value };
}

// Z of GB/T 32918.2 §5.5: binds the user id, the curve and the key into the digest.
function identityDigest(point: Bytes): Bytes {
  const bits = USER_ID.length * 8;
  const curve = [CURVE.a, CURVE.b, CURVE.Gx, CURVE.Gy].map(bytes32Of);
  const length = Uint8Array.of(bits >> 8, bits & 0xff);
  return sm3(concatBytes(length, USER_ID, ...curve, point.slice(1)));
}

function verifyPoint(point: Bytes, message: Bytes, r: bigint, s: bigint): boolean {
  const n = CURVE.n;
  if (r < 1n || r >= n || s < 1n || s >= n) return false;
  const t = (r + s) % n;
  if (t === 0n) return false;
  const key = Point.fromBytes(point); // throws when it is not on the curve
  const sum = Point.BASE.multiplyUnsafe(s).add(key.multiplyUnsafe(t));
  if (sum.is0()) return false;
  const digest = numberOf(sm3(concatBytes(identityDigest(point), message)));
  return (digest + sum.toAffine().x) % n === r;
}

export function verifySm2(publicPem: string, message: Bytes, signatureBase64: string): boolean {
  const point = sm2PointOfPem(publicPem);
  const der = bytesOfBase64(signatureBase64.trim());
  const signature = der === null ? null : parseSignature(der);
  if (point === null || signature === null) return false;
  try {
    return verifyPoint(point, message, signature.r, signature.s);
  } catch {
    return false;
  }
}
