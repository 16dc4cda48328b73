import { Form, Modal } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { ProblemNotice } from './problem-notice';
import { useFormProblem } from './use-form-problem';

interface Props<Fields extends object> {
  open: boolean;
  title: string;
  okText: string;
  cancelText: string;
  width?: number;
  initial?: Partial<Fields>;
  /** Sends the fields; a refusal that it throws is shown in the dialog, which then stays open. */
  send: (fields: Fields) => Promise<void>;
  onClose: () => void;
  children: ReactNode;
}

/**
 * A form in a dialog: Enter sends, Escape leaves, a refusal is shown at the field that it names,
 * else above them. The field marked data-first, else the first one, has the focus.
 */
export function DialogForm<Fields extends object>(props: Props<Fields>) {
  const [form] = Form.useForm<Fields>();
  const { error, show, clear } = useFormProblem(form);
  const [busy, setBusy] = useState(false);
  const fields = useRef<HTMLDivElement>(null);
  const focusFirst = () => {
    if (fields.current?.contains(document.activeElement)) return; // somebody types already
    const first =
      fields.current?.querySelector<HTMLElement>('[data-first]') ??
      fields.current?.querySelector<HTMLElement>('input, textarea');
    first?.focus();
  };
  const close = () => {
    clear();
    props.onClose();
  };
  const send = async (values: Fields) => {
    setBusy(true);
    clear();
    try {
      await props.send(values);
      close();
    } catch (caught) {
      show(caught);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open={props.open}
      title={props.title}
      okText={props.okText}
      cancelText={props.cancelText}
      width={props.width ?? 520}
      confirmLoading={busy}
      maskClosable={false}
      destroyOnHidden
      afterOpenChange={(shown) => {
        if (shown) focusFirst();
      }}
      onCancel={close}
      onOk={() => {
        form.submit();
      }}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        preserve={false}
        requiredMark={false}
        onFinish={send}
        {...(props.initial === undefined ? {} : { initialValues: props.initial })}
      >
        <ProblemNotice error={error} />
        <div ref={fields}>{props.children}</div>
        {/* Enter in a text field sends the form. */}
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}
