import { useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Select } from 'antd';
import { answer, api, keys, useUnits, type NewUnit } from '@/shared/api/client';
import { DialogForm } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { words } from './words';

export function NewUnitDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const { message } = App.useApp();
  const { units, unitName } = useUnits();
  const create = async (fields: NewUnit) => {
    await answer(api.POST('/api/units', { body: { ...fields, name_en: fields.name_en ?? '' } }));
    void client.invalidateQueries({ queryKey: keys.units });
    message.success(t('unit.done'));
  };
  return (
    <DialogForm<NewUnit>
      open={open}
      title={t('unit.new')}
      okText={t('unit.new')}
      cancelText={t('cancel')}
      send={create}
      onClose={onClose}
    >
      <Form.Item
        name="name_zh"
        label={t('unit.nameZh')}
        rules={[{ required: true, whitespace: true, message: t('required') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="name_en" label={t('unit.nameEn')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="parent_id" label={t('unit.parent')}>
        <Select
          allowClear
          showSearch
          optionFilterProp="label"
          placeholder={t('choose')}
          options={units.map((unit) => ({ value: unit.id, label: unitName(unit.id) }))}
        />
      </Form.Item>
    </DialogForm>
  );
}
