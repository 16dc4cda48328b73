import { App, Form, Input, Select } from 'antd';
import { answer, api, freshKey, type DeviceKind } from '@/shared/api/client';
import { DayPicker, DialogForm, PersonSelect } from '@/shared/ui/ui';
import { useTerms } from '@/shared/words/terms';
import { useWords } from '@/shared/words/words';
import { useRefreshFindings } from './use-refresh';
import { words } from './words';

interface Fields {
  account_id: string;
  kind: string;
  number: string;
  device_kind: DeviceKind;
  valid_from: string;
  valid_to: string;
}

interface Props {
  caseId: string;
  what: 'certificate' | 'training';
  officerId: string | undefined;
  onClose: () => void;
}

const deviceKinds: readonly DeviceKind[] = [
  'body_camera',
  'camcorder',
  'camera',
  'sound_recorder',
  'surveillance',
];

async function record(what: Props['what'], fields: Fields): Promise<void> {
  const params = {
    path: { account_id: fields.account_id },
    header: { 'Idempotency-Key': freshKey() },
  };
  const { valid_from, valid_to } = fields;
  if (what === 'certificate') {
    const body = { kind: fields.kind, number: fields.number, valid_from, valid_to };
    await answer(api.POST('/api/accounts/{account_id}/certificates', { params, body }));
  } else {
    const body = { device_kind: fields.device_kind, valid_from, valid_to };
    await answer(api.POST('/api/accounts/{account_id}/trainings', { params, body }));
  }
}

/** Records a certificate or a training (leaders); what lacked it is checked again. */
export function PowerDialog({ caseId, what, officerId, onClose }: Props) {
  const t = useWords(words);
  const term = useTerms();
  const { message } = App.useApp();
  const refresh = useRefreshFindings(caseId);
  const send = async (fields: Fields) => {
    await record(what, fields);
    await refresh();
    message.success(t('power.done'));
  };
  const needed = { required: true, message: t('required') };
  return (
    <DialogForm<Fields>
      open
      title={t(`power.${what}.title`)}
      okText={t('save')}
      cancelText={t('cancel')}
      initial={{
        kind: t('power.kind.initial'),
        ...(officerId === undefined ? {} : { account_id: officerId }),
      }}
      send={send}
      onClose={onClose}
    >
      <Form.Item name="account_id" label={t('power.person')} rules={[needed]}>
        <PersonSelect placeholder={t('choose')} />
      </Form.Item>
      {what === 'certificate' ? (
        <div className="form-pair">
          <Form.Item name="kind" label={t('power.kind')} rules={[needed]}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item
            name="number"
            label={t('power.number')}
            rules={[{ ...needed, whitespace: true }]}
          >
            <Input data-first="" maxLength={64} />
          </Form.Item>
        </div>
      ) : (
        <Form.Item name="device_kind" label={t('power.device')} rules={[needed]}>
          <Select
            placeholder={t('choose')}
            options={deviceKinds.map((kind) => ({ value: kind, label: term('device', kind) }))}
          />
        </Form.Item>
      )}
      <div className="form-pair">
        <Form.Item name="valid_from" label={t('power.from')} rules={[needed]}>
          <DayPicker />
        </Form.Item>
        <Form.Item
          name="valid_to"
          label={t('power.to')}
          dependencies={['valid_from']}
          rules={[
            needed,
            ({ getFieldValue }) => ({
              validator: (_, value: string | undefined) => {
                const from = getFieldValue('valid_from') as string | undefined;
                const ordered = value === undefined || from === undefined || value >= from;
                return ordered ? Promise.resolve() : Promise.reject(new Error(t('power.order')));
              },
            }),
          ]}
        >
          <DayPicker />
        </Form.Item>
      </div>
      <p className="muted">{t('power.note')}</p>
    </DialogForm>
  );
}
