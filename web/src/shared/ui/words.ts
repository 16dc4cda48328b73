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
  },
);
