// Which device a file comes from: what its name says, else what was chosen, also the last time.
import type { Device } from '@/shared/api/client';

const kept = 'liuhen.deposit.device';

export function rememberedDevice(accountId: string): string | undefined {
  try {
    return localStorage.getItem(`${kept}.${accountId}`) ?? undefined;
  } catch {
    return undefined; // storage may be forbidden; then nothing is remembered
  }
}

export function rememberDevice(accountId: string, deviceId: string | undefined): void {
  try {
    if (deviceId === undefined) localStorage.removeItem(`${kept}.${accountId}`);
    else localStorage.setItem(`${kept}.${accountId}`, deviceId);
  } catch {
    // It is then asked again the next time.
  }
}

const plain = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Recorders begin the names of their files with their own number: DSJ0003_… is of DSJ-0003. */
export function deviceInName(fileName: string, devices: readonly Device[]): Device | undefined {
  const begin = plain(fileName.split(/[_ ]/u)[0] ?? '');
  if (begin === '') return undefined;
  return devices.find(({ number }) => plain(number) === begin);
}

const notRecorded = /\.(pdf|csv|tsv|txt|xml|json|html?|mht|mhtml|docx?|xlsx?|ofd|zip)$/i;

/** A document or a table comes from no recorder, whatever was chosen for the rest. */
export function isRecorded(fileName: string): boolean {
  return !notRecorded.test(fileName);
}

/** The device of one file: chosen for it alone (null: none), by its name, or for all recordings. */
export function deviceOf(
  fileName: string,
  own: string | null | undefined,
  forAll: string | undefined,
  devices: readonly Device[],
): string | undefined {
  if (own !== undefined) return own ?? undefined;
  const named = deviceInName(fileName, devices);
  if (named !== undefined) return named.id;
  return isRecorded(fileName) ? forAll : undefined;
}
