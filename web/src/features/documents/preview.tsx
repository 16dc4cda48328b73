import { Drawer } from 'antd';
import { useState } from 'react';
import { ProblemError, type Problem } from '@/shared/api/client';
import { ProblemNotice } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { words } from './words';

interface Props {
  title: string;
  /** Where the PDF is; undefined: nothing is shown. */
  url: string | undefined;
  onClose: () => void;
}

// A refusal comes into the frame as text: it is taken out and shown as one.
function refusalIn(frame: HTMLIFrameElement): ProblemError | undefined {
  try {
    const found = frame.contentDocument;
    if (found === null || !found.contentType.includes('json')) return undefined;
    return new ProblemError(JSON.parse(found.body.textContent ?? '') as Problem);
  } catch {
    return undefined; // the viewer of the browser lets nobody look in
  }
}

const viewerHints = '#toolbar=1&navpanes=0&view=FitH';

/** The paper beside the form. */
export function Preview({ title, url, onClose }: Props) {
  const t = useWords(words);
  const [refusal, setRefusal] = useState<{ url: string; error: ProblemError }>();
  const error = refusal?.url === url ? refusal?.error : undefined;
  return (
    <Drawer
      open={url !== undefined}
      title={title}
      width="min(880px, 82vw)"
      onClose={onClose}
      destroyOnHidden
      extra={
        <a href={url} target="_blank" rel="noreferrer">
          {t('preview.window')}
        </a>
      }
      styles={{ body: { padding: 0, display: 'flex', flexDirection: 'column' } }}
    >
      <ProblemNotice error={error} />
      {url !== undefined && error === undefined && (
        <iframe
          className="preview"
          src={url + viewerHints}
          title={title}
          onLoad={(event) => {
            const found = refusalIn(event.currentTarget);
            if (found !== undefined) setRefusal({ url, error: found });
          }}
        />
      )}
    </Drawer>
  );
}
