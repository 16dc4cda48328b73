import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { EmptyState, Page, ProblemNotice } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { words } from './words';

function FailedPage({ error }: { error: unknown }) {
  const t = useWords(words);
  return (
    <Page title={t('failed.title')}>
      <ProblemNotice error={error} />
      <EmptyState
        action={
          <Button
            onClick={() => {
              globalThis.location.reload();
            }}
          >
            {t('failed.reload')}
          </Button>
        }
      >
        {t('newVersion')}
      </EmptyState>
    </Page>
  );
}

/** A page that breaks does not take the shell and its uploads with it. */
export class PageGuard extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error !== undefined) return <FailedPage error={this.state.error} />;
    return this.props.children;
  }
}

export function AbsentPage() {
  const t = useWords(words);
  return (
    <Page title={t('absent.title')}>
      <EmptyState action={<Button href="/">{t('absent.back')}</Button>}>
        {t('absent.text')}
      </EmptyState>
    </Page>
  );
}
