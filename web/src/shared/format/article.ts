// Articles by their id (law/…): '1-5a' is annex 1, article 5; 'penalty-42' article 42 of a statute.
import type { Language } from '../words/language';

const figures = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

export const annexTitles: Readonly<Record<string, { zh: string; en: string }>> = {
  '1': { zh: '执法音像记录管理制度', en: 'Rules on audio-visual records of enforcement' },
  '2': { zh: '数字化记录信息归档管理制度', en: 'Rules on archiving digital records' },
  '3': {
    zh: '行政执法全过程数据化记录制度',
    en: 'Rules on data records of the whole course of enforcement',
  },
};

const statutes: Readonly<Record<string, { zh: string; en: string }>> = {
  penalty: { zh: '行政处罚法', en: 'Administrative Penalty Law' },
  coercion: { zh: '行政强制法', en: 'Administrative Coercion Law' },
};

/** 1–99 in Chinese figures. */
export function chineseNumber(value: number): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  if (tens === 0) return figures[ones] ?? '';
  return `${tens === 1 ? '' : (figures[tens] ?? '')}十${ones === 0 ? '' : (figures[ones] ?? '')}`;
}

function ofStatute(id: string, language: Language): string | undefined {
  const [, name = '', article] = /^([a-z]+)-(\d{1,2})$/.exec(id) ?? [];
  const statute = statutes[name];
  if (statute === undefined) return undefined;
  return language === 'en'
    ? `${statute.en}, art. ${article ?? ''}`
    : `${statute.zh}第${chineseNumber(Number(article))}条`;
}

/** { short: '附件一第五条', full: '《执法音像记录管理制度》第五条' }; an unknown id stays as it is. */
export function formatArticle(id: string, language: Language): { short: string; full: string } {
  const found = /^([1-3])-(\d{1,2})(?:\.(\d{1,2}))?[a-z]?$/.exec(id);
  const [, annex = '', article = '', point] = found ?? [];
  const title = annexTitles[annex];
  if (title === undefined) {
    const place = ofStatute(id, language) ?? id;
    return { short: place, full: place };
  }
  if (language === 'en') {
    const place = `art. ${article}${point === undefined ? '' : ` (${point})`}`;
    return { short: `Annex ${annex}, ${place}`, full: `${title.en}, ${place}` };
  }
  const place = `第${chineseNumber(Number(article))}条`;
  const item = point === undefined ? '' : `第${chineseNumber(Number(point))}项`;
  return {
    short: `附件${chineseNumber(Number(annex))}${place}${item}`,
    full: `《${title.zh}》${place}${item}`,
  };
}
