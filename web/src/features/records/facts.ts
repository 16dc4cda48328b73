// The probe's facts (docs/formats/probe.md) as this page uses them. They come from a file that
// nobody vouches for, by way of a process that may have been in its hands: every member is looked
// at before it is believed, and a missing one is simply not shown.

export interface Span {
  startMs: number;
  lengthMs: number;
}

export interface StreamFacts {
  kind: string;
  codec: string | undefined;
  profile: string | undefined;
  width: number | undefined;
  height: number | undefined;
  framesPerSecond: number | undefined;
  sampleRate: number | undefined;
  channels: number | undefined;
  bitRate: number | undefined;
  rotation: number | undefined;
  language: string | undefined;
  corruptPackets: number;
  gapCount: number;
  gapTotalMs: number;
  gaps: Span[];
  stepsBack: Span[];
}

export type Zone = 'utc' | 'offset' | 'local-unknown';

export interface FoundTime {
  value: string;
  source: string;
  zone: Zone;
}

export interface Place {
  latitude: number; // degrees
  longitude: number;
  source: string;
}

export interface Facts {
  probeVersion: string | undefined;
  kind: string | undefined;
  container: string | undefined;
  mime: string | undefined;
  readable: boolean;
  unreadableReason: string | undefined;
  truncatedReason: string | undefined;
  durationMs: number | undefined;
  durationEstimated: boolean;
  bitRate: number | undefined;
  streams: StreamFacts[];
  noTimestamps: boolean;
  audioVideoDifferenceMs: number | undefined;
  times: FoundTime[];
  device: { make?: string; model?: string; serial?: string; software?: string };
  places: Place[];
  image: { width: number; height: number } | undefined;
  pdf: { pages?: number; version?: string; title?: string; producer?: string; locked: boolean };
  encoding: string | undefined;
  delimiter: string | undefined;
  walked: boolean; // every packet was looked at, or the container's index of them
  walkComplete: boolean;
  notes: string[];
}

type Members = Record<string, unknown>;

function members(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Members)
    : {};
}

function list(value: unknown): Members[] {
  return Array.isArray(value) ? value.map(members) : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function positive(value: unknown): number | undefined {
  const found = number(value);
  return found !== undefined && found > 0 ? found : undefined;
}

function spans(value: unknown, startName: string): Span[] {
  return list(value).flatMap((span) => {
    const startMs = number(span[startName]);
    const lengthMs = number(span['length_ms']);
    return startMs === undefined || lengthMs === undefined || lengthMs < 0
      ? []
      : [{ startMs, lengthMs }];
  });
}

function frameRate(stream: Members): number | undefined {
  const intervalUs = positive(stream['frame_interval_us']);
  if (intervalUs !== undefined) return 1_000_000 / intervalUs;
  const rate = members(stream['frame_rate']);
  const [num, den] = [positive(rate['num']), positive(rate['den'])];
  return num === undefined || den === undefined ? undefined : num / den;
}

function streamOf(stream: Members): StreamFacts {
  return {
    kind: text(stream['kind']) ?? 'data',
    codec: text(stream['codec']),
    profile: text(stream['profile']),
    width: positive(stream['width']),
    height: positive(stream['height']),
    framesPerSecond: frameRate(stream),
    sampleRate: positive(stream['sample_rate']),
    channels: positive(stream['channels']),
    bitRate: positive(stream['bit_rate']),
    rotation: positive(stream['rotation']),
    language: text(stream['language']),
    corruptPackets: positive(stream['corrupt_packets']) ?? 0,
    gapCount: positive(stream['gap_count']) ?? 0,
    gapTotalMs: positive(stream['gap_total_ms']) ?? 0,
    gaps: spans(stream['gaps'], 'start_ms'),
    stepsBack: spans(stream['steps_back'], 'at_ms'),
  };
}

function timesOf(value: unknown): FoundTime[] {
  return list(value).flatMap((time) => {
    const found = text(time['value']);
    const zone = text(time['zone']);
    if (found === undefined) return [];
    const known = zone === 'utc' || zone === 'offset' ? zone : 'local-unknown';
    return [{ value: found, source: text(time['source']) ?? '', zone: known }];
  });
}

function placesOf(value: unknown): Place[] {
  return list(value).flatMap((place) => {
    const latitude = number(place['latitude_udeg']);
    const longitude = number(place['longitude_udeg']);
    if (latitude === undefined || longitude === undefined) return [];
    if (Math.abs(latitude) > 90e6 || Math.abs(longitude) > 180e6) return [];
    const source = text(place['source']) ?? '';
    return [{ latitude: latitude / 1e6, longitude: longitude / 1e6, source }];
  });
}

function deviceOf(value: unknown): Facts['device'] {
  const found: Facts['device'] = {};
  for (const name of ['make', 'model', 'serial', 'software'] as const) {
    const said = text(members(value)[name]);
    if (said !== undefined) found[name] = said;
  }
  return found;
}

function pdfOf(value: unknown): Facts['pdf'] {
  const pdf = members(value);
  const pages = positive(pdf['pages']);
  const found: Facts['pdf'] = { locked: pdf['locked'] === true };
  if (pages !== undefined) found.pages = pages;
  for (const name of ['version', 'title', 'producer'] as const) {
    const said = text(pdf[name]);
    if (said !== undefined) found[name] = said;
  }
  return found;
}

function imageOf(value: unknown): Facts['image'] {
  const width = positive(members(value)['width']);
  const height = positive(members(value)['height']);
  return width === undefined || height === undefined ? undefined : { width, height };
}

export function factsOf(value: unknown): Facts | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const facts = members(value);
  const textFacts = members(facts['text']);
  return {
    probeVersion: text(facts['probe_version']),
    kind: text(facts['kind']),
    container: text(facts['container']),
    mime: text(facts['mime']),
    readable: facts['readable'] !== false,
    unreadableReason: text(facts['unreadable_reason']),
    truncatedReason:
      text(facts['truncated_reason']) ?? (facts['truncated'] === true ? 'truncated' : undefined),
    durationMs: positive(facts['duration_ms']),
    durationEstimated: facts['duration_estimated'] === true,
    bitRate: positive(facts['bit_rate']),
    streams: list(facts['streams']).map(streamOf),
    noTimestamps: facts['no_timestamps'] === true,
    audioVideoDifferenceMs: number(facts['audio_video_difference_ms']),
    times: timesOf(facts['times']),
    device: deviceOf(facts['device']),
    places: placesOf(facts['gps']),
    image: imageOf(facts['image']),
    pdf: pdfOf(facts['pdf']),
    encoding: text(textFacts['encoding']),
    delimiter: textFacts['delimiter'] === 'tab' ? '\t' : text(textFacts['delimiter']),
    walked: ['packets', 'index'].includes(text(members(facts['walk'])['method']) ?? ''),
    walkComplete: facts['walk_complete'] !== false,
    notes: Array.isArray(facts['notes']) ? facts['notes'].flatMap((note) => text(note) ?? []) : [],
  };
}

// The stream whose clock the player follows.
export function leadingStream(facts: Facts | undefined): StreamFacts | undefined {
  return (
    facts?.streams.find((stream) => stream.kind === 'video') ??
    facts?.streams.find((stream) => stream.kind === 'audio')
  );
}

// A frame or two lost is no interruption: it is counted, not shouted.
export const NOTABLE_GAP_MS = 500;

// Gaps of all streams on one time line, touching ones joined: a break in the recording is a break
// whether picture or sound is missing.
export function gapsOf(facts: Facts | undefined): Span[] {
  const all = (facts?.streams ?? [])
    .filter((stream) => stream.kind === 'video' || stream.kind === 'audio')
    .flatMap((stream) => stream.gaps)
    .filter((gap) => gap.lengthMs > 0)
    .sort((a, b) => a.startMs - b.startMs);
  const joined: Span[] = [];
  for (const gap of all) {
    const last = joined.at(-1);
    if (last !== undefined && gap.startMs <= last.startMs + last.lengthMs + 100) {
      const end = Math.max(last.startMs + last.lengthMs, gap.startMs + gap.lengthMs);
      last.lengthMs = end - last.startMs;
    } else {
      joined.push({ ...gap });
    }
  }
  return joined;
}
