import { useQueryClient } from '@tanstack/react-query';
import { App, Form, Input } from 'antd';
import { answer, api, keys } from '@/shared/api/client';
import { DialogForm } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { SettingField } from './setting-value';
import type { SettingNow } from './settings';
import { words } from './words';

interface Fields {
  value: unknown;
  reason: string;
}

interface Props {
  articleId: string;
  now: SettingNow;
  name: string;
  onClose: () => void;
}

/** Sets what the article leaves to the bureau; the reason stays in the log. */
export function SetDialog({ articleId, now, name, onClose }: Props) {
  const t = useWords(words);
  const client = useQueryClient();
  const { message } = App.useApp();
  const set = async ({ value, reason }: Fields) => {
    const isDefault = JSON.stringify(value) === JSON.stringify(now.setting.default);
    const body = {
      check: now.check.name,
      parameter: now.setting.parameter,
      value: isDefault ? null : value,
      reason: reason.trim(),
    };
    const params = { path: { article_id: articleId } };
    await answer(api.PUT('/api/law/{article_id}/settings', { params, body }));
    void client.invalidateQueries({ queryKey: keys.law });
    void client.invalidateQueries({ queryKey: keys.findings });
    void client.invalidateQueries({ queryKey: ['case'] });
    message.success(t('set.done'));
  };
  return (
    <DialogForm<Fields>
      open
      title={t('set.title', { name })}
      okText={t('setting.set')}
      cancelText={t('cancel')}
      width={640}
      initial={{ value: now.value }}
      send={set}
      onClose={onClose}
    >
      <Form.Item
        name="value"
        label={t('set.value')}
        rules={[
          { required: true, message: t('required') },
          {
            validator: (_, value: unknown) =>
              JSON.stringify(value) === JSON.stringify(now.value)
                ? Promise.reject(new Error(t('set.same')))
                : Promise.resolve(),
          },
        ]}
      >
        <SettingField now={now} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('set.reason')}
        rules={[{ required: true, whitespace: true, message: t('required') }]}
        extra={t('set.note')}
      >
        <Input.TextArea rows={3} maxLength={500} placeholder={t('set.reason.hint')} />
      </Form.Item>
    </DialogForm>
  );
}
