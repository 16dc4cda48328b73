import { defineWords } from '@/shared/words/words';

export const words = defineWords(
  'my-work',
  {
    title: '我的工作',
    tasks: '待办',
    'tasks.due': '期限',
    'tasks.what': '事项',
    'tasks.why': '依据',
    'tasks.none.title': '没有待办',
    'tasks.none.text':
      '执法活动结束后，系统按条款自动列出要做的事：两日内存入音像记录、补填起止时间、续传中断的文件。期限最近的排在最前。',
    'due.overdue': '已逾期 {{time}}',
    'due.left': '还剩 {{time}}',
    'due.none': '不限期',
    'do.act_without_recording': '存入音像记录',
    'do.act_without_times': '填写起止时间',
    'do.record_failed_probe': '查看记录',
    'do.upload_unfinished': '续传',
    cases: '我经办的案件',
    'cases.all': '全部案件',
    'cases.none.title': '您还没有经办案件',
    'cases.none.text': '立卷后，案件及其执法活动、记录都集中在案件页。',
    'cases.new': '新立案件',
    'cases.counts': '活动 {{acts}} · 记录 {{records}}',
    records: '最近存入',
    'records.none.title': '还没有存入记录',
    'records.none.text':
      '打开案件，把文件拖到对应的执法活动上即可存入；存入后得到回执，之后才可清空记录仪。',
    uploads: '未完成的上传',
    'uploads.arrived': '已收到 {{done}} / {{size}}',
    'uploads.how': '再次选择同一文件即从断点续传；{{time}} 前有效。',
  },
  {
    title: 'My work',
    tasks: 'To do',
    'tasks.due': 'Due',
    'tasks.what': 'Task',
    'tasks.why': 'Article',
    'tasks.none.title': 'Nothing to do',
    'tasks.none.text':
      'After an act ends, what the articles ask for is listed here: deposit its ' +
      'recordings within two days, state its times, resume broken uploads. The nearest ' +
      'due date comes first.',
    'due.overdue': '{{time}} overdue',
    'due.left': '{{time}} left',
    'due.none': 'No due date',
    'do.act_without_recording': 'Deposit recordings',
    'do.act_without_times': 'State the times',
    'do.record_failed_probe': 'See the record',
    'do.upload_unfinished': 'Resume',
    cases: 'Cases I handle',
    'cases.all': 'All cases',
    'cases.none.title': 'You handle no case yet',
    'cases.none.text': 'Once a case is open, its acts and records are kept together on its page.',
    'cases.new': 'Open a case',
    'cases.counts': '{{acts}} acts · {{records}} records',
    records: 'Deposited lately',
    'records.none.title': 'No record deposited yet',
    'records.none.text':
      'Open a case and drop files on the act they belong to. You get a receipt; only ' +
      'then wipe the recorder.',
    uploads: 'Unfinished uploads',
    'uploads.arrived': '{{done}} of {{size}} arrived',
    'uploads.how': 'Choose the same file again to continue; kept until {{time}}.',
  },
);
