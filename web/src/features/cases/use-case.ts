import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answer, api, keys } from '@/shared/api/client';

export function useCase(caseId: string) {
  return useQuery({
    queryKey: keys.case(caseId),
    queryFn: () =>
      answer(api.GET('/api/cases/{case_id}', { params: { path: { case_id: caseId } } })),
  });
}

/** All records of a case, newest first, two hundred at a time. */
export function useCaseRecords(caseId: string) {
  return useInfiniteQuery({
    queryKey: keys.recordsOf({ case_id: caseId }),
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/records', {
          params: {
            query: {
              case_id: caseId,
              limit: 200,
              ...(pageParam !== null && { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}
