import { defineWords } from '../words/words';

export const words = defineWords(
  'ui',
  {
    copy: '复制',
    copied: '已复制',
    tryAgain: '重试',
    loading: '正在读取…',
    picture: '缩略图',
    making: '生成中',
    deposited: '{{time}} 存入',
    more: '继续显示',
    loadingMore: '正在读取…',
    cut: '文件不完整',
    'cut.recording': '录制没有正常结束，文件缺少一部分，可能打不开，也可能提前结束。',
    'cut.recordingAct': '请保留记录设备和存储卡，不要清空，并请记录设备与资料管理员设法恢复。',
    'cut.document': '文件缺少末尾的一部分，可能打不开。',
    'cut.documentAct': '请保留原件，不要删除，重新导出或扫描后再次存入。',
    'cut.why': '依据：{{why}}。收到的内容已原样入库；回执证明的是这些内容，不证明文件完整。',
  },
  {
    copy: 'Copy',
    copied: 'Copied',
    tryAgain: 'Try again',
    loading: 'Loading…',
    picture: 'Thumbnail',
    making: 'Being made',
    deposited: 'Deposited {{time}}',
    more: 'Show more',
    loadingMore: 'Loading…',
    cut: 'File incomplete',
    'cut.recording':
      'The recording did not end properly; a part of the file is missing. It may not open, or ' +
      'may end early.',
    'cut.recordingAct':
      'Keep the recorder and its card, do not wipe them, and ask the custodian to recover the ' +
      'recording.',
    'cut.document': 'The end of the file is missing; it may not open.',
    'cut.documentAct': 'Keep the original; export or scan it again and deposit that too.',
    'cut.why':
      'Found: {{why}}. What arrived is kept as it was; the receipt proves that, not that the ' +
      'file is whole.',
  },
);
