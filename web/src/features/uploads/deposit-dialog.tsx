import './deposit-dialog.css';
import { Button, Modal, Select } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { useDevices, usePeople, useSession, type Device } from '@/shared/api/client';
import { useFormat } from '@/shared/format/use-format';
import { useTerms } from '@/shared/words/terms';
import { useWords } from '@/shared/words/words';
import { queued, type Batch } from './deposit-batches';
import { deviceOf, isRecorded, rememberDevice, rememberedDevice } from './device-choice';
import type { Target } from './row';
import { words } from './words';

const LISTED_MAX = 200;

interface DeviceOption {
  value: string;
  label: string;
  hint: string;
}

function useDeviceOptions(devices: readonly Device[]): DeviceOption[] {
  const term = useTerms();
  const { nameOf } = usePeople();
  return devices.map((device) => ({
    value: device.id,
    label: device.number,
    hint: [term('device', device.kind), device.holder_id && nameOf(device.holder_id)]
      .filter(Boolean)
      .join(' · '),
  }));
}

interface FileRowProps {
  file: File;
  deviceId: string | undefined;
  options: readonly DeviceOption[];
  choose: (deviceId: string | null) => void;
}

function FileRow({ file, deviceId, options, choose }: FileRowProps) {
  const t = useWords(words);
  const { size } = useFormat();
  return (
    <li className="deposit__file">
      <span className="clip" title={file.name}>
        {file.name}
      </span>
      <span className="muted nowrap">{size(file.size)}</span>
      <select
        aria-label={t('device.of', { name: file.name })}
        value={deviceId ?? ''}
        onChange={(event) => {
          choose(event.target.value || null);
        }}
      >
        <option value="">{t('device.none')}</option>
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </li>
  );
}

function NoDevice({ unread }: { unread: boolean }) {
  const t = useWords(words);
  const { can } = useSession();
  if (unread) return <p className="deposit__none">{t('device.unread')}</p>;
  return (
    <p className="deposit__none">
      <b>{t('device.noneRegistered')}</b>{' '}
      {t(can('register_device') ? 'device.noneRegistered.mine' : 'device.noneRegistered.text')}
    </p>
  );
}

type AddTo = (files: Iterable<File>, target: Target) => void;

interface Props {
  batch: Batch;
  devices: readonly Device[];
  unread: boolean; // the list of devices could not be read
  addFiles: AddTo;
  onClose: () => void;
}

/** Names the device of each file before anything is sent; all of it may be left open. */
function DepositDialog({ batch, devices, unread, addFiles, onClose }: Props) {
  const t = useWords(words);
  const { files, target } = batch;
  const accountId = useSession().session?.account.id ?? '';
  const options = useDeviceOptions(devices);
  const [forAll, setForAll] = useState(() => {
    const last = rememberedDevice(accountId);
    return devices.some(({ id }) => id === last) ? last : undefined;
  });
  const [own, setOwn] = useState<Readonly<Record<number, string | null>>>({});
  const of = (at: number, file: File) => deviceOf(file.name, own[at], forAll, devices);
  const send = () => {
    rememberDevice(accountId, forAll);
    const groups = new Map<string | undefined, File[]>();
    files.forEach((file, at) => {
      const deviceId = of(at, file);
      const group = groups.get(deviceId);
      if (group === undefined) groups.set(deviceId, [file]);
      else group.push(file);
    });
    for (const [deviceId, group] of groups) addFiles(group, { ...target, deviceId });
    onClose();
  };
  const go = useRef<HTMLButtonElement>(null);
  return (
    <Modal
      open
      title={t('deposit.title', { count: files.length })}
      width={620}
      maskClosable={false}
      onCancel={onClose}
      afterOpenChange={(shown) => {
        if (shown) go.current?.focus();
      }}
      footer={
        <>
          <Button onClick={onClose}>{t('deposit.cancel')}</Button>
          <Button ref={go} type="primary" onClick={send}>
            {t('deposit.go')}
          </Button>
        </>
      }
    >
      {devices.length === 0 ? (
        <NoDevice unread={unread} />
      ) : (
        <label className="deposit__device">
          <span>{t('device')}</span>
          <Select<string | undefined, DeviceOption>
            showSearch
            allowClear
            value={forAll}
            placeholder={t('device.none')}
            options={options}
            filterOption={(typed, option) =>
              `${option?.label ?? ''}${option?.hint ?? ''}`.toUpperCase().includes(typed.toUpperCase())
            }
            optionRender={({ data }) => (
              <span>
                {data.label} <span className="muted">{data.hint}</span>
              </span>
            )}
            onChange={(chosen) => {
              setForAll(chosen);
              setOwn({});
            }}
          />
        </label>
      )}
      {devices.length > 0 && <p className="muted deposit__hint">{t('device.hint')}</p>}
      <ul className="deposit__files">
        {files.slice(0, LISTED_MAX).map((file, at) => (
          <FileRow
            key={at}
            file={file}
            deviceId={of(at, file)}
            options={options}
            choose={(chosen) => {
              setOwn((before) => ({ ...before, [at]: chosen }));
            }}
          />
        ))}
      </ul>
      {files.length > LISTED_MAX && (
        <p className="muted deposit__hint">
          {t('deposit.more', { count: files.length - LISTED_MAX })}
        </p>
      )}
    </Modal>
  );
}

interface Taking {
  take: (files: File[], target: Target) => void;
  dialog: ReactNode;
}

/** Asks for the device of recordings; where the bureau has none, says so before they go. */
export function useDeposit(addFiles: AddTo, may: boolean): Taking {
  const { devices, isPending, error } = useDevices(may);
  const [batches, setBatches] = useState<readonly Batch[]>([]);
  const count = useRef(0);
  const take = (files: File[], target: Target) => {
    const recorded = files.some(({ name }) => isRecorded(name));
    if (!isPending && devices.length === 0 && !recorded) {
      addFiles(files, target);
      return;
    }
    count.current += 1;
    const next = { id: count.current, files, target };
    setBatches((before) => queued(before, next, isPending));
  };
  const batch = batches[0];
  const dialog = batch !== undefined && !isPending && (
    <DepositDialog
      key={batch.id}
      batch={batch}
      devices={devices}
      unread={error !== null}
      addFiles={addFiles}
      onClose={() => {
        setBatches((before) => before.filter(({ id }) => id !== batch.id));
      }}
    />
  );
  return { take, dialog };
}
