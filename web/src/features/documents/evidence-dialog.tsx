import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import {
  answer,
  api,
  freshKey,
  keys,
  useSession,
  type CaseDetail,
  type Evidence,
  type EvidenceKind,
  type NewEvidence,
} from '@/shared/api/client';
import { DialogForm, PeopleSelect, WallClockPicker } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { words } from './words';

const kinds: readonly EvidenceKind[] = [
  'documentary',
  'material_object',
  'audio_visual',
  'electronic_data',
  'witness_statement',
  'party_statement',
  'expert_opinion',
  'inspection_record',
];

function useList(caseId: string) {
  const client = useQueryClient();
  return async (body: NewEvidence) => {
    await answer(
      api.POST('/api/cases/{case_id}/evidence', {
        params: { path: { case_id: caseId }, header: { 'Idempotency-Key': freshKey() } },
        body,
      }),
    );
    void client.invalidateQueries({ queryKey: keys.case(caseId) });
    void client.invalidateQueries({ queryKey: keys.findings });
  };
}

function useRecordOptions(caseId: string) {
  return useQuery({
    queryKey: keys.recordsOf({ case_id: caseId, choose: true }),
    queryFn: () =>
      answer(api.GET('/api/records', { params: { query: { case_id: caseId, limit: 200 } } })),
  }).data?.records.map((record) => ({ value: record.id, label: record.file_name }));
}

interface Props {
  found: CaseDetail;
  piece: Evidence | undefined;
  onClose: () => void;
}

export function EvidenceDialog({ found, piece, onClose }: Props) {
  const t = useWords(words);
  const list = useList(found.id);
  const { session } = useSession();
  const records = useRecordOptions(found.id) ?? [];
  const needed = { required: true, message: t('required') };
  const text = { ...needed, whitespace: true };
  const me = session === null ? [] : [session.account.id];
  return (
    <DialogForm<NewEvidence>
      open
      width={680}
      title={t(piece === undefined ? 'evidence.add' : 'evidence.change.title')}
      okText={t('save')}
      cancelText={t('cancel')}
      initial={piece ?? { obtained_by: me }}
      send={({ record_id, ...fields }) =>
        list({
          ...fields,
          ...(record_id !== undefined && { record_id }),
          ...(piece !== undefined && { id: piece.id }),
        })
      }
      onClose={onClose}
    >
      <div className="form-two">
        <Form.Item name="name" label={t('evidence.name')} rules={[text]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="kind" label={t('evidence.kind')} rules={[needed]}>
          <Select
            placeholder={t('choose')}
            options={kinds.map((kind) => ({ value: kind, label: t(`evidence.kind.${kind}`) }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="source" label={t('evidence.source')} rules={[text]}>
        <Input maxLength={500} placeholder={t('evidence.source.hint')} />
      </Form.Item>
      <Form.Item name="proves" label={t('evidence.proves')} rules={[text]}>
        <Input.TextArea rows={2} maxLength={1000} />
      </Form.Item>
      <div className="form-two">
        <Form.Item name="obtained_by" label={t('evidence.by')} rules={[needed]}>
          <PeopleSelect placeholder={t('choose')} />
        </Form.Item>
        <Form.Item name="obtained_at" label={t('evidence.at')} rules={[needed]}>
          <WallClockPicker />
        </Form.Item>
      </div>
      <Form.Item name="record_id" label={t('evidence.record')}>
        <Select
          allowClear
          showSearch
          optionFilterProp="label"
          placeholder={t('evidence.record.hint')}
          options={records}
        />
      </Form.Item>
    </DialogForm>
  );
}

export function VoidDialog({ found, piece, onClose }: Props & { piece: Evidence }) {
  const t = useWords(words);
  const list = useList(found.id);
  return (
    <DialogForm<{ void_reason: string }>
      open
      title={t('evidence.void.title', { name: piece.name })}
      okText={t('evidence.void')}
      cancelText={t('cancel')}
      send={({ void_reason }) => {
        const { id, kind, name, source, proves, obtained_by, obtained_at, record_id } = piece;
        return list({
          ...{ id, kind, name, source, proves, obtained_by, obtained_at, void_reason },
          ...(record_id !== undefined && { record_id }),
        });
      }}
      onClose={onClose}
    >
      <Form.Item
        name="void_reason"
        label={t('evidence.void.reason')}
        rules={[{ required: true, whitespace: true, message: t('required') }]}
        extra={t('evidence.void.note')}
      >
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </DialogForm>
  );
}
