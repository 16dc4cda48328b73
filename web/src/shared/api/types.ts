import type { components } from './schema';

type Schemas = components['schemas'];

export type Account = Schemas['Account'];
export type Act = Schemas['Act'];
export type ActKind = Schemas['ActKind'];
export type ActTimes = Schemas['ActTimes'];
export type Case = Schemas['Case'];
export type CaseDetail = Schemas['CaseDetail'];
export type CasePage = Schemas['CasePage'];
export type Device = Schemas['Device'];
export type DeviceKind = Schemas['DeviceKind'];
export type Entry = Schemas['Entry'];
export type EntryPage = Schemas['EntryPage'];
export type EntryProof = Schemas['EntryProof'];
export type House = Schemas['House'];
export type LogKeys = Schemas['LogKeys'];
export type MyWork = Schemas['MyWork'];
export type NewAccount = Schemas['NewAccount'];
export type NewAct = Schemas['NewAct'];
export type NewCase = Schemas['NewCase'];
export type NewDevice = Schemas['NewDevice'];
export type NewUnit = Schemas['NewUnit'];
export type Procedure = Schemas['Procedure'];
export type Receipt = Schemas['Receipt'];
export type RecordDetail = Schemas['RecordDetail'];
export type RecordKind = Schemas['RecordKind'];
export type RecordPage = Schemas['RecordPage'];
/** A record of the bureau; named so that it does not hide TypeScript's own Record. */
export type LiuhenRecord = Schemas['Record'];
export type Role = Schemas['Role'];
export type Session = Schemas['Session'];
export type Stage = Schemas['Stage'];
export type StatusStep = Schemas['StatusStep'];
export type Unit = Schemas['Unit'];
export type Upload = Schemas['Upload'];
export type Viewing = Schemas['Viewing'];
export type Task = MyWork['tasks'][number];
