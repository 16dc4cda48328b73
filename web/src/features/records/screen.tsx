import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { type RecordDetail, useSession, type Viewing } from '@/shared/api/client';
import { CutNotice, useCutSentences } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import type { Facts } from './facts';
import { PictureView } from './picture-view';
import { Player } from './player/player';
import { PurposePanel } from './purpose-panel';
import { TableView } from './table-view';
import { useViewing } from './use-viewing';
import { isViewable } from './viewable';
import { words } from './words';

function posterOf(record: RecordDetail): string {
  return `/api/records/${record.id}/derived/poster.jpg`;
}

/** The frame before and instead of the content: the poster, blurred, and words on it. */
function Curtain({ record, children }: { record: RecordDetail; children: ReactNode }) {
  const [missing, setMissing] = useState(false);
  const pictured = record.derived.includes('poster.jpg') && !missing;
  return (
    <div className="curtain">
      {pictured && (
        <img
          src={posterOf(record)}
          alt=""
          onError={() => {
            setMissing(true);
          }}
        />
      )}
      <div className="curtain__front">{children}</div>
    </div>
  );
}

interface MessageProps {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

function Message({ title, children, action }: MessageProps) {
  return (
    <div className="purpose" role="status">
      <h3>{title}</h3>
      <p>{children}</p>
      {action}
    </div>
  );
}

/** A cut file that shows nothing: what that means and what to do. */
function CutMessage({ record }: { record: RecordDetail }) {
  const t = useWords(words);
  const { means, act } = useCutSentences()(record);
  return (
    <Message title={t('screen.cut')}>
      {means} <strong className="purpose__due">{act}</strong>
    </Message>
  );
}

interface ContentProps {
  record: RecordDetail;
  facts: Facts | undefined;
  viewing: Viewing;
}

// The browser's own viewer without its save and print buttons: copies and prints need an approval
// (articles 3-14, 3-15).
const viewerHints = '#toolbar=0&navpanes=0&view=FitH';

/** What a browser can show directly, by kind. */
function Content({ record, facts, viewing }: ContentProps) {
  const t = useWords(words);
  const [failed, setFailed] = useState(false);
  const onFail = () => {
    setFailed(true);
  };
  const proxied = record.playable === 'proxy' && viewing.proxy_url !== undefined;
  const url = proxied ? (viewing.proxy_url ?? '') : viewing.content_url;
  if (failed) {
    const retry = (
      <Button
        onClick={() => {
          setFailed(false);
        }}
      >
        {t('screen.retry')}
      </Button>
    );
    return (
      <Curtain record={record}>
        <Message title={t('screen.failed')} action={retry}>
          {t('screen.failedText')}
        </Message>
      </Curtain>
    );
  }
  switch (record.media_kind) {
    case 'video':
    case 'audio':
      return <Player record={record} facts={facts} url={url} proxied={proxied} onFail={onFail} />;
    case 'image':
      return <PictureView url={url} name={record.file_name} onFail={onFail} />;
    case 'pdf':
      return <iframe className="document-view" src={url + viewerHints} title={record.file_name} />;
    case 'text':
      return <TableView url={url} facts={facts} sizeBytes={record.size_bytes} />;
    default:
      return (
        <Curtain record={record}>
          <Message title={t('screen.none')}>{t('screen.noneText')}</Message>
        </Curtain>
      );
  }
}

// A copy that became ready after the viewing was opened: its address follows the contract.
function withProxy(record: RecordDetail, viewing: Viewing): Viewing {
  if (record.playable !== 'proxy' || viewing.proxy_url !== undefined) return viewing;
  const query = new URLSearchParams({ viewing: viewing.id });
  return {
    ...viewing,
    proxy_url: `/api/records/${record.id}/derived/proxy.mp4?${query.toString()}`,
  };
}

export function Screen({ record, facts }: { record: RecordDetail; facts: Facts | undefined }) {
  const t = useWords(words);
  const { can } = useSession();
  const state = useViewing(record.id);
  const { viewing } = state;
  if (!can('view_content')) {
    return (
      <Curtain record={record}>
        <Message
          title={record.file_name}
          action={record.is_cut && <CutNotice record={record} />}
        >
          {t('purpose.forbidden')}
        </Message>
      </Curtain>
    );
  }
  if (record.playable === 'none' && !isViewable(record)) {
    return (
      <Curtain record={record}>
        {record.is_cut ? (
          <CutMessage record={record} />
        ) : (
          <Message title={t('screen.none')}>{t('screen.noneText')}</Message>
        )}
      </Curtain>
    );
  }
  if (record.playable === 'waiting') {
    return (
      <Curtain record={record}>
        <Message
          title={t('screen.preparing')}
          action={
            <>
              <progress className="preparing" />
              <CutNotice record={record} />
            </>
          }
        >
          {t('screen.preparingText')}
        </Message>
      </Curtain>
    );
  }
  if (viewing === undefined) {
    return (
      <Curtain record={record}>
        <PurposePanel viewing={state} record={record} />
      </Curtain>
    );
  }
  return (
    <>
      <Content record={record} facts={facts} viewing={withProxy(record, viewing)} />
      <p className="muted screen__logged">{t('purpose.logged', { index: viewing.entry_index })}</p>
    </>
  );
}
