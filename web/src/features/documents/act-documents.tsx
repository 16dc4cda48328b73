import './documents.css';
import { Button, Dropdown } from 'antd';
import { Link } from 'react-router-dom';
import { useSession, type Act, type CaseDetail } from '@/shared/api/client';
import { usePick, useWords } from '@/shared/words/words';
import { useBegin } from './use-begin';
import { useCaseDocuments, useForms } from './use-documents';
import { words } from './words';

/** At an act: the forms of its kind, and the drafts that were begun for it. */
export default function ActDocuments({ act, found }: { act: Act; found: CaseDetail }) {
  const t = useWords(words);
  const pick = usePick();
  const { can } = useSession();
  const { forms } = useForms();
  const documents = useCaseDocuments(found.id).data;
  const { begin } = useBegin(found);
  const ofAct = (forms ?? []).filter(
    (form) =>
      form.act_kinds.includes(act.kind) &&
      form.procedures.some(({ procedure }) => procedure === found.procedure),
  );
  const drafts = (documents?.drafts ?? []).filter(({ act_id }) => act_id === act.id);
  if (!can('state_facts') || ofAct.length + drafts.length === 0) return null;
  const lines = [
    ...drafts.map((draft) => ({
      key: `draft ${draft.id}`,
      label: (
        <Link to={`/cases/${found.id}/drafts/${draft.id}`}>
          {t('act.continue', { title: pick(draft.title.zh, draft.title.en) })}
        </Link>
      ),
    })),
    ...(drafts.length > 0 && ofAct.length > 0 ? [{ type: 'divider' as const }] : []),
    ...ofAct.map((form) => ({
      key: form.id,
      label: pick(form.title.zh, form.title.en),
      onClick: () => {
        begin(form.id, act.id);
      },
    })),
  ];
  return (
    <Dropdown menu={{ items: lines }} trigger={['click']} placement="bottomRight">
      <Button>
        {drafts.length > 0 ? t('act.write.drafts', { count: drafts.length }) : t('act.write')}
      </Button>
    </Dropdown>
  );
}
