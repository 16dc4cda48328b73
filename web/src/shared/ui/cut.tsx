// A file that is known to be cut: said wherever the record is seen, with what to do about it.
import type { LiuhenRecord } from '../api/types';
import { isDocument, type MediaKind } from '../format/media-kind';
import { useWords } from '../words/words';
import { StatusTag } from './status-tag';
import { words } from './words';

type CutRecord = Pick<LiuhenRecord, 'is_cut' | 'media_kind'>;

/** What a cut file of this kind means, and what to do: two sentences of the current language. */
export function useCutSentences(): (record: { media_kind: MediaKind | undefined }) => {
  means: string;
  act: string;
} {
  const t = useWords(words);
  return ({ media_kind: kind }) =>
    isDocument(kind)
      ? { means: t('cut.document'), act: t('cut.documentAct') }
      : { means: t('cut.recording'), act: t('cut.recordingAct') };
}

/** For lists; nothing where nothing speaks for a cut. */
export function CutTag({ record }: { record: CutRecord }) {
  const t = useWords(words);
  const { means, act } = useCutSentences()(record);
  if (!record.is_cut) return null;
  return (
    <span title={`${means} ${act}`}>
      <StatusTag tone="due">{t('cut')}</StatusTag>
    </span>
  );
}

/** In full: on the record's page and before its content. */
export function CutNotice({ record, why }: { record: CutRecord; why?: string | undefined }) {
  const t = useWords(words);
  const { means, act } = useCutSentences()(record);
  if (!record.is_cut) return null;
  return (
    <div className="cut-notice" role="note">
      <b>{t('cut')}</b>
      <p>
        {means} <strong>{act}</strong>
      </p>
      {why !== undefined && <p className="cut-notice__why">{t('cut.why', { why })}</p>}
    </div>
  );
}
