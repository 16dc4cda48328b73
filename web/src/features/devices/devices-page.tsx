import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import {
  answer,
  api,
  keys,
  useDevices,
  usePeople,
  useSession,
  type Device,
  type DeviceKind,
  type NewDevice,
} from '@/shared/api/client';
import { DialogForm, EmptyState, Page, PersonSelect, ProblemNotice, Waiting } from '@/shared/ui/ui';
import { useTerms } from '@/shared/words/terms';
import { useWords } from '@/shared/words/words';
import { words } from './words';

const deviceKinds: readonly DeviceKind[] = [
  'body_camera',
  'camcorder',
  'camera',
  'sound_recorder',
  'surveillance',
];

function RegisterDevice({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useWords(words);
  const term = useTerms();
  const client = useQueryClient();
  const { message } = App.useApp();
  const rules = [{ required: true, whitespace: true, message: t('required') }];
  const register = async (fields: NewDevice) => {
    await answer(api.POST('/api/devices', { body: fields }));
    void client.invalidateQueries({ queryKey: keys.devices });
    message.success(t('done'));
  };
  return (
    <DialogForm<NewDevice>
      open={open}
      title={t('new')}
      okText={t('submit')}
      cancelText={t('cancel')}
      initial={{ kind: 'body_camera' }}
      send={register}
      onClose={onClose}
    >
      <Form.Item name="number" label={t('number')} rules={rules} extra={t('number.hint')}>
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item name="kind" label={t('kind')} rules={[{ required: true, message: t('choose') }]}>
        <Select
          options={deviceKinds.map((kind) => ({ value: kind, label: term('device', kind) }))}
        />
      </Form.Item>
      <Form.Item name="model" label={t('model')} rules={rules}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="serial" label={t('serial')} rules={rules}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="holder_id" label={t('holder')} extra={t('note')}>
        <PersonSelect placeholder={t('choose')} />
      </Form.Item>
    </DialogForm>
  );
}

function DeviceTable({ devices }: { devices: readonly Device[] }) {
  const t = useWords(words);
  const term = useTerms();
  const { can } = useSession();
  const { nameOf } = usePeople();
  const seesRecords = can('see_cases');
  return (
    <table className="ledger">
      <thead>
        <tr>
          <th>{t('column.number')}</th>
          <th>{t('column.kind')}</th>
          <th>{t('column.model')}</th>
          <th>{t('column.serial')}</th>
          <th>{t('column.holder')}</th>
          {seesRecords && <th className="figure">{t('column.records')}</th>}
        </tr>
      </thead>
      <tbody>
        {devices.map((device) => (
          <tr key={device.id}>
            <td className="nowrap">
              <strong>{device.number}</strong>
            </td>
            <td className="nowrap">{term('device', device.kind)}</td>
            <td>{device.model}</td>
            <td className="mono">{device.serial}</td>
            <td className="nowrap">
              {device.holder_id === undefined ? (
                <span className="muted">{t('holder.none')}</span>
              ) : (
                nameOf(device.holder_id)
              )}
            </td>
            {seesRecords && (
              <td className="figure nowrap">
                <Link to={`/records?device_id=${device.id}`}>{t('records')}</Link>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export default function DevicesPage() {
  const t = useWords(words);
  const { can } = useSession();
  const { devices, isPending, error } = useDevices();
  const [registering, setRegistering] = useState(false);
  const register = can('register_device') && (
    <Button
      type="primary"
      onClick={() => {
        setRegistering(true);
      }}
    >
      {t('new')}
    </Button>
  );
  return (
    <Page title={t('title')} below={t('below')} actions={register}>
      <ProblemNotice error={error} />
      {isPending && <Waiting />}
      {!isPending && !error && devices.length === 0 && (
        <EmptyState title={t('none.title')} action={register}>
          {t(can('register_device') ? 'none.text' : 'none.seen.text')}
        </EmptyState>
      )}
      {devices.length > 0 && <DeviceTable devices={devices} />}
      <RegisterDevice
        open={registering}
        onClose={() => {
          setRegistering(false);
        }}
      />
    </Page>
  );
}
