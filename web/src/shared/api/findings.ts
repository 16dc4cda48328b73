// What the articles say about one case: asked by the case page, its rail and its side panel alike.
import { useQuery } from '@tanstack/react-query';
import { answer, api } from './http';
import { keys } from './keys';
import type { Stage } from './types';

export function useCaseFindings(caseId: string) {
  return useQuery({
    queryKey: keys.caseFindings(caseId),
    queryFn: () =>
      answer(api.GET('/api/cases/{case_id}/findings', { params: { path: { case_id: caseId } } })),
  });
}

/** What would be missing if the case entered that stage; nothing is asked without a stage. */
export function useGate(caseId: string, stage: Stage | undefined) {
  return useQuery({
    queryKey: keys.gate(caseId, stage ?? ''),
    queryFn: () =>
      answer(
        api.GET('/api/cases/{case_id}/gate', {
          params: { path: { case_id: caseId }, query: { stage: stage ?? 'clue' } },
        }),
      ),
    enabled: stage !== undefined,
    staleTime: 0,
  });
}

/** The law book: it changes when somebody sets a parameter or the files change. */
export function useLaw() {
  return useQuery({
    queryKey: keys.law,
    queryFn: () => answer(api.GET('/api/law')),
    staleTime: 60_000,
  });
}

export function useArticle(articleId: string, enabled = true) {
  return useQuery({
    queryKey: keys.article(articleId),
    queryFn: () =>
      answer(api.GET('/api/law/{article_id}', { params: { path: { article_id: articleId } } })),
    staleTime: 60_000,
    enabled,
  });
}
