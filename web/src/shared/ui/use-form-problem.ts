import type { FormInstance } from 'antd';
import { useState } from 'react';
import { ProblemError, type Language } from '../api/problem';
import { useLanguage } from '../words/words';

// True when the refusal names a field of this form: then it stands there, and the field has the
// focus.
function mark(form: FormInstance, error: unknown, language: Language): boolean {
  if (!(error instanceof ProblemError) || error.field === undefined) return false;
  const named = form.getFieldsError().find(({ name }) => name[0] === error.field);
  if (named === undefined) return false;
  form.setFields([{ name: named.name, errors: [error.sentence(language)] }]);
  form.scrollToField(named.name, { block: 'center' });
  form.focusField(named.name);
  return true;
}

/** A refusal of what a form sent: at the field that it names, else as `error` for above them. */
export function useFormProblem(form: FormInstance) {
  const language = useLanguage();
  const [error, setError] = useState<unknown>();
  const clear = () => {
    setError(undefined);
    // A field without rules would keep the last refusal for ever.
    const marked = form.getFieldsError().filter(({ errors }) => errors.length > 0);
    form.setFields(marked.map(({ name }) => ({ name, errors: [] })));
  };
  const show = (caught: unknown) => {
    if (!mark(form, caught, language)) setError(caught);
  };
  return { error, show, clear };
}
