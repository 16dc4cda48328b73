import type { ReactNode } from 'react';
import { useWords } from '@/shared/words/words';
import { base64Of } from './bytes';
import type { ProofReport, ProofStep, StepValue } from './entry-proof';
import { words } from './words';

type Key = keyof typeof words.zh;

function Value({ name, value }: StepValue) {
  const t = useWords(words);
  const key = `value.${name}`;
  return (
    <>
      <dt>{key in words.zh ? t(key as Key) : name.replace('member:', '')}</dt>
      <dd>
        <code>{value}</code>
      </dd>
    </>
  );
}

/** Leaf at the bottom, root at the top, as the tree grows. */
function Path({ report }: { report: ProofReport }) {
  const t = useWords(words);
  const short = (bytes: Uint8Array) => base64Of(bytes).slice(0, 10);
  const root = report.folds.at(-1)?.result ?? report.leaf;
  return (
    <details className="proof-path">
      <summary>{t('showPath')}</summary>
      <ol>
        <li className="is-end">
          <span>{t('root')}</span>
          <code>{short(root)}…</code>
        </li>
        {[...report.folds].reverse().map((fold, at) => (
          <li key={base64Of(fold.result)}>
            <span>{report.folds.length - at}</span>
            <code className={fold.side === 'left' ? 'is-given' : undefined}>
              {fold.side === 'left' ? short(fold.hash) : '▲'}
            </code>
            <code className={fold.side === 'right' ? 'is-given' : undefined}>
              {fold.side === 'right' ? short(fold.hash) : '▲'}
            </code>
          </li>
        ))}
        <li className="is-end">
          <span>{t('leaf')}</span>
          <code>{short(report.leaf)}…</code>
        </li>
      </ol>
    </details>
  );
}

interface StepProps {
  step: ProofStep;
  report: ProofReport;
  underKey: ReactNode;
}

function Step({ step, report, underKey }: StepProps) {
  const t = useWords(words);
  return (
    <li className={`proof-step proof-step--${step.state}`}>
      <h4>{t(`what.${step.what}`)}</h4>
      {step.why !== undefined && <p className="proof-step__why">{t(`why.${step.why}`)}</p>}
      <dl>
        {step.values.map((value) => (
          <Value key={value.name} {...value} />
        ))}
      </dl>
      {step.what === 'path' && <Path report={report} />}
      {step.what === 'key' && underKey}
    </li>
  );
}

/** Every step with what it rests on; `underKey` is where the reader names the key he knows. */
export function ProofSteps({ report, underKey }: Omit<StepProps, 'step'>) {
  return (
    <ol className="proof-steps">
      {report.steps.map((step) => (
        <Step key={step.what} step={step} report={report} underKey={underKey} />
      ))}
    </ol>
  );
}
