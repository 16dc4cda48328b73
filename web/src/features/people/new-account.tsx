import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { answer, api, keys, useUnits, type NewAccount, type Role } from '@/shared/api/client';
import { DialogForm } from '@/shared/ui/ui';
import { useTerms } from '@/shared/words/terms';
import { useWords } from '@/shared/words/words';
import { FirstPassword, type Created } from './one-time';
import { excludes, roles } from './roles';
import { words } from './words';

function RolesField() {
  const t = useWords(words);
  const term = useTerms();
  const chosen = Form.useWatch<Role[] | undefined>('roles') ?? [];
  return (
    <Form.Item
      name="roles"
      label={t('account.roles')}
      rules={[{ required: true, type: 'array', min: 1, message: t('choose') }]}
      extra={t('account.roles.hint')}
    >
      <Select
        mode="multiple"
        placeholder={t('choose')}
        optionFilterProp="label"
        options={roles.map((role) => ({
          value: role,
          label: term('role', role),
          disabled: excludes(chosen, role),
        }))}
      />
    </Form.Item>
  );
}

export function NewAccountDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [created, setCreated] = useState<Created>();
  const { units, unitName } = useUnits();
  const required = { required: true, whitespace: true, message: t('required') };
  const create = async (body: NewAccount) => {
    const made = await answer(api.POST('/api/accounts', { body }));
    setCreated({
      name: made.name,
      signInName: body.sign_in_name,
      password: made.one_time_password,
    });
    void client.invalidateQueries({ queryKey: keys.accounts });
  };
  return (
    <>
      <DialogForm<NewAccount>
        open={open}
        title={t('account.new')}
        okText={t('account.new')}
        cancelText={t('cancel')}
        width={640}
        send={create}
        onClose={onClose}
      >
        <div className="form-two">
          <Form.Item name="name" label={t('account.name')} rules={[required]}>
            <Input maxLength={64} autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="sign_in_name"
            label={t('account.signInName')}
            extra={t('account.signInName.hint')}
            rules={[
              required,
              { pattern: /^[a-z0-9._-]{2,64}$/, message: t('account.signInName.wrong') },
            ]}
          >
            <Input maxLength={64} autoComplete="off" spellCheck={false} />
          </Form.Item>
          <Form.Item name="number" label={t('account.number')}>
            <Input maxLength={64} autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="unit_id"
            label={t('account.unit')}
            rules={[{ required: true, message: t('choose') }]}
          >
            <Select
              showSearch
              optionFilterProp="label"
              placeholder={t('choose')}
              options={units.map((unit) => ({ value: unit.id, label: unitName(unit.id) }))}
            />
          </Form.Item>
        </div>
        <RolesField />
        <p className="muted">{t('account.password.hint')}</p>
      </DialogForm>
      {created && (
        <FirstPassword
          created={created}
          onClose={() => {
            setCreated(undefined);
          }}
        />
      )}
    </>
  );
}
