// @vitest-environment jsdom
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LiuhenRecord, Receipt } from '@/shared/api/client';
import { CutNotice } from '@/shared/ui/ui';
import { setLanguage } from '@/shared/words/language';
import { Verdict } from './receipt-view';
import type { Row } from './row';

const receipt = { safe_to_wipe: true, sha256: 'aa', again: false } as Receipt;

const verdict = (more: Partial<Row>) => {
  const row = { id: '1', fileName: 'a', state: 'done', receipt, ...more } as Row;
  return renderToStaticMarkup(<Verdict row={row} receipt={receipt} />);
};

beforeAll(() => {
  setLanguage('zh');
});

describe('the verdict of a receipt', () => {
  it('allows wiping after the probe’s word only', () => {
    expect(verdict({ wholeness: 'nothing_against' })).toContain('可以清空记录设备中的该文件');
    for (const wholeness of [undefined, 'waiting', 'not_examined', 'unreadable', 'cut'] as const) {
      const said = verdict(wholeness === undefined ? {} : { wholeness });
      expect(said).not.toContain('可以清空');
      expect(said).toContain('is-unsafe');
    }
  });

  it('says what is still to come and what could not be done', () => {
    expect(verdict({ wholeness: 'waiting' })).toContain('待查验完整性');
    const failed = verdict({ wholeness: 'not_examined' });
    expect(failed).toContain('已原样入库');
    expect(failed).toContain('记录设备与资料管理员');
    expect(verdict({ wholeness: 'unreadable' })).toContain('请先在记录设备上打开原件查看');
  });

  it('speaks of the card for a cut recording only', () => {
    const recording = verdict({ wholeness: 'cut', mediaKind: 'video' });
    expect(recording).toContain('录制没有正常结束');
    expect(recording).toContain('请保留记录设备和存储卡');
    const paper = verdict({ wholeness: 'cut', mediaKind: 'pdf' });
    expect(paper).toContain('请保留原件');
    expect(paper).not.toMatch(/录制|存储卡|记录设备/);
  });
});

it('the notice of a cut document does not speak of a recording', () => {
  const record = { is_cut: true, media_kind: 'pdf' } as LiuhenRecord;
  const said = renderToStaticMarkup(<CutNotice record={record} why="%%EOF" />);
  expect(said).toContain('不证明文件完整');
  expect(said).not.toMatch(/录像|录制|存储卡/);
});
