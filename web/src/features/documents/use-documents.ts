import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answer, api, keys, type FormSummary } from '@/shared/api/client';

const staleTime = 60_000;

/** The form book; it changes when its files do. */
export function useForms() {
  const query = useQuery({
    queryKey: keys.forms,
    queryFn: () => answer(api.GET('/api/forms')).then((list) => list.forms),
    staleTime,
  });
  const map = useMemo(
    () => new Map((query.data ?? []).map((form): [string, FormSummary] => [form.id, form])),
    [query.data],
  );
  return { forms: query.data, formOf: (id: string) => map.get(id), error: query.error };
}

export function useForm(formId: string | undefined) {
  return useQuery({
    queryKey: keys.form(formId ?? ''),
    queryFn: () =>
      answer(api.GET('/api/forms/{form_id}', { params: { path: { form_id: formId ?? '' } } })),
    staleTime,
    enabled: formId !== undefined,
  });
}

export function useCaseDocuments(caseId: string) {
  return useQuery({
    queryKey: keys.caseDocuments(caseId),
    queryFn: () =>
      answer(api.GET('/api/cases/{case_id}/documents', { params: { path: { case_id: caseId } } })),
  });
}

export function useEvidence(caseId: string) {
  return useQuery({
    queryKey: keys.caseEvidence(caseId),
    queryFn: () =>
      answer(
        api.GET('/api/cases/{case_id}/evidence', { params: { path: { case_id: caseId } } }),
      ).then((list) => list.evidence),
  });
}

export function useCaseOf(caseId: string | undefined) {
  return useQuery({
    queryKey: keys.case(caseId ?? ''),
    queryFn: () =>
      answer(api.GET('/api/cases/{case_id}', { params: { path: { case_id: caseId ?? '' } } })),
    enabled: caseId !== undefined,
  });
}
