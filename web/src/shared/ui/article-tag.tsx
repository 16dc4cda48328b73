import { formatArticle } from '../format/article';
import { useLanguage } from '../words/words';

/** The article that something stands on: short on the page, in full in the title. */
export function ArticleTag({ article }: { article: string }) {
  const { short, full } = formatArticle(article, useLanguage());
  return (
    <span className="article-tag" title={full}>
      {short}
    </span>
  );
}
