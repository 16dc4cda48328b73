import { Button } from 'antd';
import { useWords } from '../words/words';
import { words } from './words';

interface Props {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** "Show more" below a list that is paged by cursor. */
export function MoreButton({ query }: Props) {
  const t = useWords(words);
  if (!query.hasNextPage) return null;
  return (
    <div className="more no-print">
      <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {query.isFetchingNextPage ? t('loadingMore') : t('more')}
      </Button>
    </div>
  );
}
