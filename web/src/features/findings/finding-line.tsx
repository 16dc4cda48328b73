import { Link } from 'react-router-dom';
import { usePeople, type Finding, type GivenAnswer, type SubjectFact } from '@/shared/api/client';
import { useFormat } from '@/shared/format/use-format';
import { StatusTag } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { answersTo } from './answers';
import { useCaseLaw } from './asking';
import { FindingActions } from './finding-actions';
import { toneOf } from './grouping';
import { placeOf } from './places';
import { textOf } from './sentences';
import { words } from './words';

/** How a finding stands, in one word. */
export function StateTag({ finding }: { finding: Finding }) {
  const t = useWords(words);
  const { state, severity, mended_at: mended } = finding;
  const word =
    state !== 'breached'
      ? (`state.${state}` as const)
      : mended !== undefined
        ? 'state.mended'
        : severity === 'breach'
          ? 'state.breached'
          : 'state.warning';
  return <StatusTag tone={toneOf(finding)}>{t(word)}</StatusTag>;
}

function AnswerLine({ given }: { given: GivenAnswer }) {
  const t = useWords(words);
  const format = useFormat();
  const { nameOf } = usePeople();
  return (
    <li className="finding__answer">
      {t(`answer.${given.answer}`, { name: nameOf(given.answered_by), text: given.text })}
      <span className="muted nowrap"> {format.time(given.answered_at)}</span>
    </li>
  );
}

interface Props {
  finding: Finding;
  facts: readonly SubjectFact[];
  /** What the group has said for all need not be said again. */
  said: string;
  /** In a group of one, the group has the buttons. */
  only: boolean;
}

/** One subject of an article's group: what it lacks, what was answered, where it is mended. */
export function FindingLine({ finding, facts, said, only }: Props) {
  const t = useWords(words);
  const { found, telling } = useCaseLaw();
  const place = placeOf(finding);
  const text = textOf(finding, telling(finding));
  const answers = answersTo(finding, found.answers);
  return (
    <li className="finding">
      <div className="finding__head">
        <span className="finding__title">{finding.title}</span>
        <StateTag finding={finding} />
      </div>
      {text !== said && <p className="finding__text">{text}</p>}
      {answers.length > 0 && (
        <ul>
          {answers.map((given) => (
            <AnswerLine key={given.entry_index} given={given} />
          ))}
        </ul>
      )}
      <div className="finding__deeds no-print">
        {place && <Link to={place.to}>{t(place.word)}</Link>}
        {!only && <FindingActions findings={[finding]} facts={facts} quiet />}
      </div>
    </li>
  );
}
