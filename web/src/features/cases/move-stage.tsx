import { useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { answer, api, keys, useGate, type Case, type Stage } from '@/shared/api/client';
import { DialogForm, ProblemNotice, useLawPlaces, Waiting } from '@/shared/ui/ui';
import { useTerms } from '@/shared/words/terms';
import { useWords } from '@/shared/words/words';
import { stages } from './stages';
import { words } from './words';

interface Fields {
  stage: Stage;
  reason: string;
}

interface Props {
  found: Case;
  /** The stage that was asked for; the next one otherwise. */
  to: Stage | undefined;
  onClose: () => void;
}

/**
 * Moves a case to another stage. What the articles find missing there is listed first; to enter all
 * the same needs a reason, which stays on the case and in the log.
 */
export function MoveStage({ found, to, onClose }: Props) {
  const t = useWords(words);
  const term = useTerms();
  const client = useQueryClient();
  const { message } = App.useApp();
  const { GateMissing } = useLawPlaces();
  const [stage, setStage] = useState(to ?? stages[stages.indexOf(found.stage) + 1]);
  const gate = useGate(found.id, stage);
  const missing = gate.data?.missing ?? [];
  const isClosed = missing.length > 0;

  const move = async ({ stage: wanted, reason }: Fields) => {
    const params = { path: { case_id: found.id } };
    const body = { stage: wanted, reason, ...(isClosed && { override_gate: true }) };
    await answer(api.PUT('/api/cases/{case_id}/stage', { params, body }));
    void client.invalidateQueries({ queryKey: keys.case(found.id) });
    void client.invalidateQueries({ queryKey: keys.cases });
    void client.invalidateQueries({ queryKey: keys.findings });
    message.success(t('move.done'));
  };

  return (
    <DialogForm<Fields>
      open
      title={t('move.title')}
      okText={t(isClosed ? 'move.override' : 'move.button')}
      cancelText={t('cancel')}
      width={640}
      initial={stage === undefined ? {} : { stage }}
      send={move}
      onClose={onClose}
    >
      <Form.Item
        name="stage"
        label={t('move.to')}
        rules={[{ required: true, message: t('choose') }]}
      >
        <Select
          placeholder={t('choose')}
          onChange={setStage}
          options={stages.map((one) => ({
            value: one,
            label: term('stage', one),
            disabled: one === found.stage,
          }))}
        />
      </Form.Item>
      <div className="move-gate">
        <ProblemNotice error={gate.error} retry={() => void gate.refetch()} />
        {gate.isFetching && gate.data === undefined && <Waiting />}
        {gate.data !== undefined && <GateMissing caseId={found.id} missing={missing} />}
      </div>
      <Form.Item
        name="reason"
        label={t(isClosed ? 'move.override.reason' : 'move.reason')}
        rules={[{ required: true, whitespace: true, message: t('required') }]}
        extra={t(isClosed ? 'move.override.note' : 'move.note')}
      >
        <Input.TextArea
          rows={3}
          maxLength={500}
          placeholder={t(isClosed ? 'move.override.hint' : 'move.reason.hint')}
        />
      </Form.Item>
    </DialogForm>
  );
}
