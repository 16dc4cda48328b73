// How fast bytes move now, and how long the rest will take. A window of the last seconds: short
// enough to follow the network, long enough to be readable.

const WINDOW_MS = 6000;
const SAMPLE_MS = 250;

interface Sample {
  atMs: number;
  bytes: number;
}

export class RateMeter {
  private samples: Sample[] = [];

  /** States the total so far. A total that shrinks (the server kept less) starts anew. */
  note(bytes: number, atMs: number): void {
    const last = this.samples.at(-1);
    if (last !== undefined && bytes < last.bytes) this.samples = [];
    if (last !== undefined && this.samples.length > 1 && atMs - last.atMs < SAMPLE_MS) {
      last.bytes = bytes;
      return;
    }
    this.samples.push({ atMs, bytes });
    while ((this.samples[1]?.atMs ?? Infinity) < atMs - WINDOW_MS) this.samples.shift();
  }

  forget(): void {
    this.samples = [];
  }

  /** Bytes a second; 0 until there are two samples. */
  bytesPerSecond(nowMs: number): number {
    const first = this.samples[0];
    const last = this.samples.at(-1);
    if (first === undefined || last === undefined) return 0;
    const spanMs = Math.max(nowMs, last.atMs) - first.atMs;
    return spanMs <= 0 ? 0 : ((last.bytes - first.bytes) * 1000) / spanMs;
  }
}

/** Undefined when nothing moves: better no promise than a wild one. */
export function timeLeftMs(leftBytes: number, bytesPerSecond: number): number | undefined {
  if (leftBytes <= 0) return 0;
  if (bytesPerSecond < 1024) return undefined;
  return (leftBytes / bytesPerSecond) * 1000;
}
