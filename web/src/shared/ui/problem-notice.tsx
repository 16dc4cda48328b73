import { asProblem, isGone } from '../api/problem';
import { useLanguage, useWords } from '../words/words';
import { ArticleTag } from './article-tag';
import { words } from './words';

/**
 * The server's own sentence, in the current language; the article it stands on, if any. Nobody is
 * asked to try again what cannot become better.
 */
export function ProblemNotice({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useWords(words);
  const language = useLanguage();
  if (error === null || error === undefined) return null;
  const problem = asProblem(error);
  return (
    <div className="notice" role="alert">
      <span className="notice__text">
        {problem.sentence(language)}
        {problem.article && (
          <span className="notice__article">
            <ArticleTag article={problem.article} />
          </span>
        )}
      </span>
      {retry && !isGone(error) && (
        <button type="button" className="quiet-button" onClick={retry}>
          {t('tryAgain')}
        </button>
      )}
    </div>
  );
}

export function Waiting() {
  const t = useWords(words);
  return (
    <p className="waiting" role="status">
      {t('loading')}
    </p>
  );
}
