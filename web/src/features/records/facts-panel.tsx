import type { ReactNode } from 'react';
import type { RecordDetail } from '@/shared/api/client';
import { useFormat } from '@/shared/format/use-format';
import { Section, StatusTag } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import type { Facts, FoundTime, Place, StreamFacts } from './facts';
import { useReason } from './reasons/reasons';
import { useOutcome } from './use-outcome';
import { words } from './words';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function bitRateText(bitRate: number): string {
  if (bitRate >= 1e6) return `${(bitRate / 1e6).toFixed(1)} Mb/s`;
  return `${String(Math.round(bitRate / 1e3))} kb/s`;
}

function useStreamText(stream: StreamFacts): string {
  const t = useWords(words);
  const { width, height, framesPerSecond, sampleRate, channels, bitRate, rotation } = stream;
  const rate = Math.round((framesPerSecond ?? 0) * 100) / 100;
  return [
    stream.codec,
    stream.profile,
    width !== undefined && height !== undefined && `${String(width)} × ${String(height)}`,
    stream.kind === 'video' && framesPerSecond !== undefined && t('facts.frames', { rate }),
    sampleRate !== undefined && `${String(sampleRate / 1000)} kHz`,
    channels !== undefined && t('facts.channels', { count: channels }),
    bitRate !== undefined && bitRateText(bitRate),
    rotation !== undefined && `${String(rotation)}°`,
    stream.language,
  ]
    .filter(Boolean)
    .join(' · ');
}

function Stream({ stream }: { stream: StreamFacts }) {
  const t = useWords(words);
  const kinds = ['video', 'audio', 'subtitle', 'picture', 'data'] as const;
  const kind = kinds.find((each) => each === stream.kind) ?? 'data';
  const text = useStreamText(stream);
  return (
    <Fact name={t(`facts.${kind}`)}>
      {text}
      {stream.corruptPackets > 0 && (
        <div>
          <StatusTag tone="due">{t('facts.corrupt', { count: stream.corruptPackets })}</StatusTag>
        </div>
      )}
    </Fact>
  );
}

// A time whose zone nobody stated must not be moved into ours: it is shown as it stands.
function Time({ time }: { time: FoundTime }) {
  const t = useWords(words);
  const { timeToSecond } = useFormat();
  const unstated = time.zone === 'local-unknown';
  const shown = unstated ? time.value.replace('T', ' ') : timeToSecond(time.value);
  return (
    <div className="found-time">
      {shown} <span className="muted nowrap">{t(`facts.zone.${time.zone}`)}</span>{' '}
      <code className="mono muted">{time.source}</code>
    </div>
  );
}

function placeText({ latitude, longitude }: Place): string {
  const ns = latitude >= 0 ? 'N' : 'S';
  const ew = longitude >= 0 ? 'E' : 'W';
  return `${Math.abs(latitude).toFixed(6)}° ${ns}, ${Math.abs(longitude).toFixed(6)}° ${ew}`;
}

function Device({ facts: { device, streams } }: { facts: Facts }) {
  const t = useWords(words);
  // In a recording the tag names what encoded it, in a photograph the camera's own program.
  const software = streams.length > 0 ? 'facts.encoder' : 'facts.software';
  const parts = [
    [device.make, device.model].filter(Boolean).join(' '),
    device.serial && `${t('facts.serial')} ${device.serial}`,
    device.software && `${t(software)} ${device.software}`,
  ].filter(Boolean);
  return parts.length === 0 ? null : <Fact name={t('facts.device')}>{parts.join(' · ')}</Fact>;
}

function Warnings({ facts }: { facts: Facts }) {
  const t = useWords(words);
  const { seconds } = useFormat();
  const reason = useReason();
  const { audioVideoDifferenceMs: difference = 0 } = facts;
  const warnings = [
    !facts.readable && t('facts.unreadable', { why: reason(facts.unreadableReason ?? '—') }),
    facts.truncatedReason !== undefined &&
      t('facts.truncated', { why: reason(facts.truncatedReason) }),
    Math.abs(difference) >= 500 &&
      t('facts.avDifference', { length: seconds(Math.abs(difference)) }),
  ].filter((warning) => warning !== false);
  return warnings.map((warning) => (
    <p key={warning} className="facts-warning">
      <StatusTag tone="due">{warning}</StatusTag>
    </p>
  ));
}

function Documents({ facts }: { facts: Facts }) {
  const t = useWords(words);
  const { pdf, image, encoding } = facts;
  const pdfParts = [
    pdf.pages !== undefined && t('facts.pages', { count: pdf.pages }),
    pdf.version && `PDF ${pdf.version}`,
    pdf.title,
    pdf.producer,
    pdf.locked && t('facts.locked'),
  ].filter(Boolean);
  return (
    <>
      {image && (
        <Fact name={t('facts.image')}>{`${String(image.width)} × ${String(image.height)}`}</Fact>
      )}
      {pdfParts.length > 0 && <Fact name={t('facts.pdf')}>{pdfParts.join(' · ')}</Fact>}
      {encoding !== undefined && <Fact name={t('facts.encoding')}>{encoding}</Fact>}
    </>
  );
}

function KnownFacts({ facts }: { facts: Facts }) {
  const t = useWords(words);
  const { duration } = useFormat();
  const reason = useReason();
  const container = [facts.container, facts.mime, facts.bitRate && bitRateText(facts.bitRate)];
  return (
    <>
      <p className="muted facts-note">{t('facts.note')}</p>
      <Warnings facts={facts} />
      <dl className="facts">
        {facts.times.length > 0 && (
          <Fact name={t('facts.times')}>
            {facts.times.map((time) => (
              <Time key={time.source + time.value} time={time} />
            ))}
          </Fact>
        )}
        <Device facts={facts} />
        {facts.places.length > 0 && (
          <Fact name={t('facts.gps')}>
            {facts.places.map((place) => (
              <div key={placeText(place)}>{placeText(place)}</div>
            ))}
          </Fact>
        )}
        <Fact name={t('facts.container')}>{container.filter(Boolean).join(' · ') || '—'}</Fact>
        {facts.durationMs !== undefined && (
          <Fact name={t('facts.duration')}>
            {duration(facts.durationMs)}
            {facts.durationEstimated && <span className="muted"> {t('facts.estimated')}</span>}
          </Fact>
        )}
        {facts.streams.map((stream, at) => (
          <Stream key={at} stream={stream} />
        ))}
        <Documents facts={facts} />
        {facts.notes.length > 0 && (
          <Fact name={t('facts.notes')}>
            {facts.notes.map((note) => (
              <div key={note}>{reason(note)}</div>
            ))}
          </Fact>
        )}
        {facts.probeVersion !== undefined && (
          <Fact name={t('facts.probe')}>{facts.probeVersion}</Fact>
        )}
      </dl>
    </>
  );
}

export function FactsPanel({ record, facts }: { record: RecordDetail; facts: Facts | undefined }) {
  const t = useWords(words);
  const outcome = useOutcome();
  return (
    <Section title={t('facts.title')}>
      {facts ? (
        <KnownFacts facts={facts} />
      ) : (
        <p className="muted facts-note">
          {record.probe_state === 'failed'
            ? t('facts.failed', { detail: outcome(record.probe_detail ?? '—') })
            : t('facts.none')}
        </p>
      )}
    </Section>
  );
}
