// What pages import for their look.
export { AddFilesProvider, useAddFiles, type AddFiles, type FilePlace } from './add-files';
export { ArticleTag } from './article-tag';
export { CopyButton, Digest } from './digest';
export { LawPlacesProvider, useLawPlaces, type LawPlaces } from './law-places';
export { CutNotice, CutTag, useCutSentences } from './cut';
export { DialogForm } from './dialog-form';
export { DayPicker } from './day-picker';
export {
  DocumentPlacesProvider,
  useDocumentPlaces,
  type DocumentPlaces,
} from './document-places';
export { EmptyState, Page, Section } from './page';
export { PeopleSelect, PersonSelect } from './people-select';
export { ProblemNotice, Waiting } from './problem-notice';
export { MoreButton } from './more-button';
export { RecordLine, Thumbnail } from './record-line';
export { useRowKeys, useSlashFocus } from './row-keys';
export { Seal } from './seal';
export { StatusTag, type Tone } from './status-tag';
export { useFormProblem } from './use-form-problem';
export { WallClockPicker } from './wall-clock-picker';
