import { Button } from 'antd';
import { useState } from 'react';
import { usePeople, useSession, type ArticlePage } from '@/shared/api/client';
import { useFormat } from '@/shared/format/use-format';
import { Section } from '@/shared/ui/ui';
import { useLawWord } from '@/shared/words/law-terms';
import { usePick, useWords } from '@/shared/words/words';
import { SetDialog } from './set-dialog';
import { SettingValue } from './setting-value';
import { settingsOf, type SettingNow } from './settings';
import { WhatIfDialog } from './what-if';
import { words } from './words';

function Bounds({ now }: { now: SettingNow }) {
  const t = useWords(words);
  const wordOf = useLawWord();
  const { choices, at_least: least, at_most: most } = now.setting;
  if (choices.length > 0) {
    return (
      <>
        {choices
          .map((choice) => (typeof choice === 'string' ? wordOf(choice) : String(choice)))
          .join(wordOf('between'))}
      </>
    );
  }
  if (least !== undefined && most !== undefined) return <>{t('setting.range', { least, most })}</>;
  if (least !== undefined) return <>{t('setting.range.least', { least })}</>;
  return <>{t('setting.free')}</>;
}

/** The parameter's name, as `parameter.unit`; one that is not known is shown as it is. */
function useParameterName(): (parameter: string) => string {
  const t = useWords(words);
  return (parameter) => {
    const key = `parameter.${parameter}` as 'parameter.unit';
    return key in words.zh ? t(key) : parameter;
  };
}

function SettingBlock({ articleId, now }: { articleId: string; now: SettingNow }) {
  const t = useWords(words);
  const pick = usePick();
  const format = useFormat();
  const { nameOf } = usePeople();
  const { can } = useSession();
  const nameOfParameter = useParameterName();
  const [shown, setShown] = useState<'set' | 'what'>();
  const close = () => {
    setShown(undefined);
  };
  const { setting, inForce } = now;
  const name = nameOfParameter(setting.parameter);
  return (
    <div className="setting">
      <div className="setting__head">
        <h3>{name}</h3>
        <span className="muted">{pick(now.check.asks.zh, now.check.asks.en)}</span>
        <span className="setting__deeds no-print">
          {can('see_all_cases') && (
            <Button size="small" onClick={() => setShown('what')}>
              {t('setting.whatIf')}
            </Button>
          )}
          {can('set_law_parameter') && (
            <Button size="small" type="primary" onClick={() => setShown('set')}>
              {t('setting.set')}
            </Button>
          )}
        </span>
      </div>
      <dl className="facts">
        <dt>{t('setting.value')}</dt>
        <dd>
          <strong>
            <SettingValue now={now} value={now.value} />
          </strong>
          <div className="muted">
            {inForce === undefined
              ? t('setting.byDefault')
              : t('setting.who', {
                  name: nameOf(inForce.set_by),
                  time: format.time(inForce.set_at),
                  reason: inForce.reason,
                })}
          </div>
        </dd>
        {inForce !== undefined && (
          <>
            <dt>{t('setting.default')}</dt>
            <dd>
              <SettingValue now={now} value={setting.default} />
            </dd>
          </>
        )}
        <dt>{t('setting.bounds')}</dt>
        <dd>
          <Bounds now={now} />
        </dd>
        <dt>{t('setting.why')}</dt>
        <dd>{pick(setting.why.zh, setting.why.en)}</dd>
        <dt>{t('setting.source')}</dt>
        <dd>{setting.source}</dd>
      </dl>
      {shown === 'set' && (
        <SetDialog articleId={articleId} now={now} name={name} onClose={close} />
      )}
      {shown === 'what' && (
        <WhatIfDialog articleId={articleId} now={now} name={name} onClose={close} />
      )}
    </div>
  );
}

/** What the article leaves to the bureau: what holds, what is recommended, who set it and why. */
export function Settings({ article }: { article: ArticlePage }) {
  const t = useWords(words);
  const settings = settingsOf(article);
  return (
    <Section title={t('settings')} count={settings.length || undefined}>
      {settings.length === 0 && <p className="muted law__none">{t('settings.none')}</p>}
      {settings.map((now) => (
        <SettingBlock
          key={`${now.check.name}/${now.setting.parameter}`}
          articleId={article.id}
          now={now}
        />
      ))}
    </Section>
  );
}
