import { useQuery } from '@tanstack/react-query';
import { answer, api, keys, type RecordDetail } from '@/shared/api/client';

const PREPARING_MS = 4000;

// While something is still being made, the page asks again even if no event tells it to.
function isUnsettled(record: RecordDetail | undefined): boolean {
  return record?.playable === 'waiting' || record?.probe_state === 'waiting';
}

export function useRecord(recordId: string) {
  return useQuery({
    queryKey: keys.record(recordId),
    queryFn: () =>
      answer(api.GET('/api/records/{record_id}', { params: { path: { record_id: recordId } } })),
    refetchInterval: (query) => (isUnsettled(query.state.data) ? PREPARING_MS : false),
  });
}

export function useHistory(recordId: string) {
  return useQuery({
    queryKey: keys.recordPart(recordId, 'history'),
    queryFn: () =>
      answer(
        api.GET('/api/records/{record_id}/history', { params: { path: { record_id: recordId } } }),
      ).then((page) => page.entries),
  });
}

/** The case of a record with its acts; one request for all records of the case. */
export function useCaseOf(caseId: string | undefined) {
  return useQuery({
    queryKey: keys.case(caseId ?? ''),
    queryFn: () =>
      answer(api.GET('/api/cases/{case_id}', { params: { path: { case_id: caseId ?? '' } } })),
    enabled: caseId !== undefined,
    staleTime: 5 * 60_000,
    retry: false,
  });
}

export function fetchReceipt(recordId: string) {
  return answer(
    api.GET('/api/records/{record_id}/receipt', { params: { path: { record_id: recordId } } }),
  );
}
