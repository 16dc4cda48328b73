import { Checkbox, Form } from 'antd';
import { useWords } from '@/shared/words/words';
import { words } from './words';

export interface About {
  key: string;
  title: string;
}

/** Which subjects the same is said about; nothing to choose where there is one. */
export function AboutField({ label, among }: { label: string; among: readonly About[] }) {
  const t = useWords(words);
  if (among.length < 2) return <p className="soft about-one">{among[0]?.title}</p>;
  return (
    <Form.Item
      name="about"
      label={`${label} · ${t('all', { count: among.length })}`}
      rules={[{ required: true, type: 'array', min: 1, message: t('state.noSubject') }]}
    >
      <Checkbox.Group
        className="about"
        options={among.map(({ key, title }) => ({ value: key, label: title }))}
      />
    </Form.Item>
  );
}
