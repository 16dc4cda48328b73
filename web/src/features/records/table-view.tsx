import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { problemOf } from '@/shared/api/client';
import { ProblemNotice, Waiting } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import type { Facts } from './facts';
import { guessSeparator, previewOf } from './separated-values';
import { words } from './words';

const PREVIEW_BYTES = 256 * 1024;

function decode(bytes: ArrayBuffer, encoding: string | undefined): string {
  const named = (name: string) => new TextDecoder(name).decode(bytes);
  try {
    if (encoding !== undefined) return named(encoding);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.slice(0, -4));
  } catch {
    return named('gb18030'); // exports of older Chinese systems
  }
}

async function fetchBeginning(url: string, sizeBytes: number): Promise<ArrayBuffer> {
  const end = Math.min(sizeBytes, PREVIEW_BYTES) - 1;
  const response = await fetch(url, {
    credentials: 'same-origin',
    headers: { Range: `bytes=0-${String(end)}` },
  });
  if (!response.ok) throw await problemOf(response);
  return response.arrayBuffer();
}

interface Props {
  url: string;
  facts: Facts | undefined;
  sizeBytes: number;
}

/** The beginning of a table or text: enough to recognise it. */
export function TableView({ url, facts, sizeBytes }: Props) {
  const t = useWords(words);
  const query = useQuery({
    queryKey: ['beginning', url],
    queryFn: () => fetchBeginning(url, sizeBytes),
    staleTime: Infinity,
    gcTime: 0, // content is not kept beyond its viewing
  });
  const preview = useMemo(() => {
    if (query.data === undefined) return undefined;
    const whole = decode(query.data, facts?.encoding).replace(/^\uFEFF/, '');
    const cutOff = query.data.byteLength < sizeBytes;
    // The last line of a part is rarely whole.
    const text = cutOff ? whole.slice(0, whole.lastIndexOf('\n') + 1) || whole : whole;
    const isTable = facts?.kind === 'csv' || facts?.delimiter !== undefined;
    const separator = isTable ? (facts.delimiter ?? guessSeparator(text)) : '\0';
    const { rows, cut } = previewOf(text, separator);
    return { rows, cut: cut || cutOff, isTable };
  }, [query.data, facts, sizeBytes]);
  if (query.error) return <ProblemNotice error={query.error} retry={() => void query.refetch()} />;
  if (preview === undefined) return <Waiting />;
  const { rows, cut, isTable } = preview;
  const [head, ...body] = isTable ? rows : [undefined, ...rows];
  return (
    <>
      <div className="sheet-view" tabIndex={0} aria-label={t('table.label')} role="region">
        <table>
          {head && (
            <thead>
              <tr>
                <th className="sheet-view__number" />
                {head.map((cell, at) => (
                  <th key={at}>{cell}</th>
                ))}
              </tr>
            </thead>
          )}
          <tbody>
            {body.map((row, at) => (
              <tr key={at}>
                <td className="sheet-view__number">{at + (head ? 2 : 1)}</td>
                {(row ?? []).map((cell, column) => (
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="muted screen__logged">
        {t(cut ? 'table.cut' : 'table.rows', { count: body.length })}
      </p>
    </>
  );
}
