// The words that law files and stated facts use: kinds of documents, what a film shows, units …
import { useCallback } from 'react';
import { terms } from './terms';
import { defineWords, useWords } from './words';

export const lawTerms = defineWords(
  'law-terms',
  {
    scene: '现场环境',
    people: '现场人员',
    things: '涉案物品',
    procedure: '送达文书和采取措施',
    filing_approval: '立案审批表',
    investigation_report: '调查终结报告',
    penalty_notice: '行政处罚事先告知书',
    penalty_approval: '行政处罚审批表',
    penalty_decision: '行政处罚决定书',
    hearing_notice: '听证通知书',
    service_receipt: '送达回证',
    closing_approval: '结案审批表',
    case_index: '卷内目录',
    penalty: '行政处罚',
    no_penalty: '不予处罚',
    transferred: '移送其他机关',
    withdrawn: '撤销立案',
    person: '个人',
    organisation: '单位',
    direct: '直接送达',
    left: '留置送达',
    mail: '邮寄送达',
    electronic: '电子',
    announcement: '公告送达',
    entrusted: '委托送达',
    paper: '纸质',
    e_sealed: '电子签章',
    video: '视频',
    audio: '录音',
    image: '图片',
    magnetic: '磁介质',
    optical: '光盘',
    tender: '招标投标投诉',
    procurement: '政府采购投诉',
    litigation: '行政诉讼',
    review: '行政复议',
    review_simple: '行政复议（简易程序）',
    minutes: '分钟',
    hours: '小时',
    natural_days: '自然日',
    natural_rolled: '自然日，末日逢休息日顺延',
    working_days: '工作日',
    months: '月',
    months_rolled: '月，末日逢休息日顺延',
    years: '年',
    years_rolled: '年，末日逢休息日顺延',
    covers: '音像范围不小于文书所载',
    equal: '起止时间一致',
    full_days: '间隔满足整日数',
    on_the_day: '当日即可',
    fine: '提前完成视为符合',
    zero: '未知按零计',
    yes: '是',
    no: '否',
    empty: '（空）',
    none: '无',
    between: '、',
  },
  {
    scene: 'the scene',
    people: 'the people',
    things: 'the things',
    procedure: 'service and measures',
    filing_approval: 'filing approval',
    investigation_report: 'investigation report',
    penalty_notice: 'notice of penalty',
    penalty_approval: 'penalty approval',
    penalty_decision: 'penalty decision',
    hearing_notice: 'hearing notice',
    service_receipt: 'receipt of service',
    closing_approval: 'closing approval',
    case_index: 'index of the file',
    penalty: 'penalty',
    no_penalty: 'no penalty',
    transferred: 'transferred',
    withdrawn: 'withdrawn',
    person: 'person',
    organisation: 'organisation',
    direct: 'direct',
    left: 'left at the place',
    mail: 'by mail',
    electronic: 'electronic',
    announcement: 'by announcement',
    entrusted: 'entrusted',
    paper: 'paper',
    e_sealed: 'electronically sealed',
    video: 'video',
    audio: 'sound',
    image: 'picture',
    magnetic: 'magnetic',
    optical: 'optical',
    tender: 'tender',
    procurement: 'procurement',
    litigation: 'lawsuit',
    review: 'review',
    review_simple: 'review, simple procedure',
    minutes: 'minutes',
    hours: 'hours',
    natural_days: 'natural days',
    natural_rolled: 'natural days, rolled from a rest day',
    working_days: 'working days',
    months: 'months',
    months_rolled: 'months, rolled from a rest day',
    years: 'years',
    years_rolled: 'years, rolled from a rest day',
    covers: 'the recording covers what the document says',
    equal: 'the times agree',
    full_days: 'full days between',
    on_the_day: 'on the day is enough',
    fine: 'early counts as done',
    zero: 'unknown counts as none',
    yes: 'yes',
    no: 'no',
    empty: '(empty)',
    none: 'none',
    between: ', ',
  },
);

// Words that several sets share ("review", "procedure") are read by the fact that they stand in.
const groupOf: Readonly<Record<string, string>> = {
  stage: 'stage',
  procedure: 'procedure',
  kind: 'act',
  act_kind: 'act',
};

export type LawWord = (word: string, fact?: string) => string;

/** How a word of the law files is called; one that this page does not know yet stays as it is. */
export function useLawWord(): LawWord {
  const own = useWords(lawTerms);
  const bureau = useWords(terms);
  return useCallback(
    (word, fact) => {
      const asBureau = (group: string | undefined) => {
        const key = `${group ?? ''}.${word}` as keyof typeof terms.zh;
        return key in terms.zh ? bureau(key) : undefined;
      };
      const named = fact === undefined ? undefined : asBureau(groupOf[fact]);
      if (named !== undefined) return named;
      if (word in lawTerms.zh) return own(word as keyof typeof lawTerms.zh);
      return asBureau('act') ?? asBureau('stage') ?? asBureau('procedure') ?? word;
    },
    [own, bureau],
  );
}
