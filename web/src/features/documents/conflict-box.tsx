import { Button } from 'antd';
import type { DraftConflict, FormField } from '@/shared/api/client';
import { useWords } from '@/shared/words/words';
import { isEmpty, same, tell, type Value } from './values';
import { useTelling } from './use-telling';
import { words } from './words';

interface Props {
  field: FormField | undefined;
  conflict: DraftConflict;
  /** What stands in the field now. */
  now: Value;
  settle: (conflict: DraftConflict, value?: Value) => void;
}

/** Two people wrote in one place: both texts side by side, and the person chooses. */
export function ConflictBox({ field, conflict, now, settle }: Props) {
  const t = useWords(words);
  const telling = useTelling();
  const sides = [
    { name: 'mine', value: conflict.mine },
    { name: 'theirs', value: conflict.theirs },
  ] as const;
  const isNew = sides.every(({ value }) => !same(value, now));
  return (
    <div className="conflict" role="group" aria-label={t('conflict.title')}>
      <p className="conflict__title">
        {t(conflict.holds_both && isNew ? 'conflict.both' : 'conflict.title')}
      </p>
      <div className="conflict__sides">
        {sides.map(({ name, value }) => (
          <div key={name} className="conflict__side">
            <h4>{t(`conflict.${name}`)}</h4>
            <p className="conflict__text">
              {isEmpty(value) ? (
                <span className="muted">{t('conflict.empty')}</span>
              ) : (
                tell(field, value, telling)
              )}
            </p>
            <Button
              size="small"
              onClick={() => {
                settle(conflict, isEmpty(value) ? '' : value);
              }}
            >
              {t(`conflict.use.${name}`)}
            </Button>
          </div>
        ))}
      </div>
      {isNew && (
        <Button
          size="small"
          type="primary"
          onClick={() => {
            settle(conflict);
          }}
        >
          {t(conflict.holds_both ? 'conflict.use.both' : 'conflict.use.now')}
        </Button>
      )}
    </div>
  );
}
