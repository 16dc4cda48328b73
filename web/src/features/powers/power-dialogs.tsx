import { useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Select } from 'antd';
import {
  answer,
  api,
  freshKey,
  keys,
  usePeople,
  type DeviceKind,
  type NewDuty,
} from '@/shared/api/client';
import { DayPicker, DialogForm, PersonSelect } from '@/shared/ui/ui';
import { useTerms } from '@/shared/words/terms';
import { useWords } from '@/shared/words/words';
import type { Duty } from './validity';
import { words } from './words';

const deviceKinds: readonly DeviceKind[] = [
  'body_camera',
  'camcorder',
  'camera',
  'sound_recorder',
  'surveillance',
];

// Certificates count in every finding about who acted.
function useRecorded() {
  const t = useWords(words);
  const client = useQueryClient();
  const { message } = App.useApp();
  return () => {
    for (const queryKey of [keys.powers, keys.findings, ['case']]) {
      void client.invalidateQueries({ queryKey });
    }
    message.success(t('done'));
  };
}

interface PowerFields {
  account_id: string;
  kind: string;
  number: string;
  device_kind: DeviceKind;
  valid_from: string;
  valid_to: string;
}

interface PowerProps {
  what: 'certificate' | 'training';
  accountId: string | undefined;
  onClose: () => void;
}

export function PowerDialog({ what, accountId, onClose }: PowerProps) {
  const t = useWords(words);
  const term = useTerms();
  const recorded = useRecorded();
  const needed = { required: true, message: t('required') };
  const send = async (fields: PowerFields) => {
    const { valid_from, valid_to, kind, number, device_kind } = fields;
    const path = { account_id: fields.account_id };
    const params = { path, header: { 'Idempotency-Key': freshKey() } };
    if (what === 'certificate') {
      const body = { kind, number, valid_from, valid_to };
      await answer(api.POST('/api/accounts/{account_id}/certificates', { params, body }));
    } else {
      const body = { device_kind, valid_from, valid_to };
      await answer(api.POST('/api/accounts/{account_id}/trainings', { params, body }));
    }
    recorded();
  };
  return (
    <DialogForm<PowerFields>
      open
      title={t(`${what}.title`)}
      okText={t('save')}
      cancelText={t('cancel')}
      initial={{
        kind: t('certificate.kind.initial'),
        ...(accountId !== undefined && { account_id: accountId }),
      }}
      send={send}
      onClose={onClose}
    >
      <Form.Item name="account_id" label={t('person')} rules={[needed]}>
        <PersonSelect placeholder={t('choose')} />
      </Form.Item>
      {what === 'certificate' ? (
        <div className="form-two">
          <Form.Item name="kind" label={t('certificate.kind')} rules={[needed]}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item
            name="number"
            label={t('certificate.number')}
            rules={[{ ...needed, whitespace: true }]}
          >
            <Input data-first="" maxLength={64} />
          </Form.Item>
        </div>
      ) : (
        <Form.Item name="device_kind" label={t('training.device')} rules={[needed]}>
          <Select
            placeholder={t('choose')}
            options={deviceKinds.map((kind) => ({ value: kind, label: term('device', kind) }))}
          />
        </Form.Item>
      )}
      <div className="form-two">
        <Form.Item name="valid_from" label={t('from')} rules={[needed]}>
          <DayPicker />
        </Form.Item>
        <Form.Item
          name="valid_to"
          label={t('to')}
          dependencies={['valid_from']}
          rules={[
            needed,
            ({ getFieldValue }) => ({
              validator: (_, value: string | undefined) => {
                const from = getFieldValue('valid_from') as string | undefined;
                const ordered = value === undefined || from === undefined || value >= from;
                return ordered ? Promise.resolve() : Promise.reject(new Error(t('order')));
              },
            }),
          ]}
        >
          <DayPicker />
        </Form.Item>
      </div>
      <p className="muted">{t('note')}</p>
    </DialogForm>
  );
}

async function assign(body: NewDuty): Promise<void> {
  const params = { header: { 'Idempotency-Key': freshKey() } };
  await answer(api.POST('/api/duties', { params, body }));
}

export function DutyDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(words);
  const recorded = useRecorded();
  const needed = { required: true, message: t('required') };
  return (
    <DialogForm<Omit<NewDuty, 'held'>>
      open
      title={t('duty.add')}
      okText={t('save')}
      cancelText={t('cancel')}
      initial={{ duty: 'custodian' }}
      send={async ({ duty, account_id, note }) => {
        await assign({ duty, account_id, held: true, ...(note !== undefined && { note }) });
        recorded();
      }}
      onClose={onClose}
    >
      <Form.Item name="duty" label={t('duty')} rules={[needed]}>
        <Select
          options={(['custodian', 'deputy_custodian'] as const).map((duty) => ({
            value: duty,
            label: t(`duty.${duty}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="account_id" label={t('person')} rules={[needed]}>
        <PersonSelect placeholder={t('choose')} />
      </Form.Item>
      <Form.Item name="note" label={t('duty.note')}>
        <Input maxLength={500} placeholder={t('duty.note.hint')} />
      </Form.Item>
      <p className="muted">{t('note')}</p>
    </DialogForm>
  );
}

export function EndDutyDialog({ duty, onClose }: { duty: Duty; onClose: () => void }) {
  const t = useWords(words);
  const recorded = useRecorded();
  const { nameOf } = usePeople();
  return (
    <DialogForm<{ note?: string }>
      open
      title={t('duty.end.title', { name: nameOf(duty.account_id), duty: t(`duty.${duty.duty}`) })}
      okText={t('duty.end')}
      cancelText={t('cancel')}
      send={async ({ note }) => {
        const { duty: which, account_id } = duty;
        await assign({ duty: which, account_id, held: false, ...(note !== undefined && { note }) });
        recorded();
      }}
      onClose={onClose}
    >
      <Form.Item name="note" label={t('duty.note')} extra={t('duty.end.hint')}>
        <Input maxLength={500} />
      </Form.Item>
    </DialogForm>
  );
}
