/** The shapes of the API, from the schemas that the server validates by. */
import type { Static } from 'typebox';
import type { AccountChange, AccountPage, AccountView } from '../../../api/contract/account.ts';
import type { ImportOutcome, ImportPreview } from '../../../api/contract/account-import.ts';
import type { AccountRequest } from '../../../api/contract/account-request.ts';
import type { PairingCode, SigningAgents } from '../../../api/contract/agent.ts';
import type { AuditVerdict, Case, CasePath, CaseView, Comment, HistoryEntry } from '../../../api/contract/case.ts';
import type { ExplainedDecision } from '../../../api/contract/decision.ts';
import type { Draft, DraftList, SavedDraft } from '../../../api/contract/draft.ts';
import type { Definition, FormView } from '../../../api/contract/definition.ts';
import type { Progress } from '../../../api/contract/lookup.ts';
import type { Names } from '../../../api/contract/names.ts';
import type { Incident } from '../../../api/contract/operation.ts';
import type { Person } from '../../../api/contract/person.ts';
import type { NumberEntry, NumberRegister } from '../../../api/contract/number.ts';
import type { Notice, NoticePreference } from '../../../api/contract/notice.ts';
import type {
  CaseDocument,
  CaseDocuments,
  SignedStep,
  Signing,
  SigningImage,
  SigningImageList,
  SigningMethods,
  WaitingSeal,
} from '../../../api/contract/signing.ts';
import type { BegunOtp, Factors, IssuedPassword, OpenSessions, RecoveryCodes } from '../../../api/contract/access.ts';
import type { CaseChange, RecordEntry, RecordState } from '../../../api/contract/record.ts';
import type { SavedFilters } from '../../../api/contract/saved-filter.ts';
import type { ProgressStatistics, StepStatistics } from '../../../api/contract/statistics.ts';
import type { PasswordState, Session, SignInMethods, SignInStep } from '../../../api/contract/session.ts';
import type { PaperAsked, Task, TaskCandidates, TaskCounts, TaskView } from '../../../api/contract/task.ts';
import type { Unit } from '../../../api/contract/unit.ts';
import type { Upload } from '../../../api/contract/upload.ts';
import type { CalendarYearShown, WorkingDays } from '../../../api/contract/law-calendar.ts';
import type { LawEffect, ParameterUses } from '../../../api/contract/law-effect.ts';
import type { RegisterItem as LawItem, RegisterVersion } from '../../../api/contract/law.ts';
import type { Substitutes, Substitution } from '../../../api/contract/substitution.ts';

export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}
export type TaskItem = Static<typeof Task>;
export type TaskDetail = Static<typeof TaskView>;
export type PaperItem = Static<typeof PaperAsked>;
export type UploadItem = Static<typeof Upload>;
export type CaseItem = Static<typeof Case>;
export type CaseDetail = Static<typeof CaseView>;
export type CasePathTaken = Static<typeof CasePath>;
export type CommentItem = Static<typeof Comment>;
export type HistoryItem = Static<typeof HistoryEntry>;
export type Verdict = Static<typeof AuditVerdict>;
export type DefinitionItem = Static<typeof Definition>;
export type FormShown = Static<typeof FormView>;
export type DraftNow = Static<typeof Draft>;
export type DraftSaved = Static<typeof SavedDraft>;
export type DraftsOfMine = Static<typeof DraftList>;
export type DecisionItem = Static<typeof ExplainedDecision>;
export type IncidentItem = Static<typeof Incident>;
export type PersonItem = Static<typeof Person>;
export type NoticeItem = Static<typeof Notice>;
export type RegisterItem = Static<typeof NumberRegister>;
export type NumberItem = Static<typeof NumberEntry>;
export type SessionNow = Static<typeof Session>;
export type FactorAsked = Static<typeof SignInStep>;
export type OtpBegun = Static<typeof BegunOtp>;
export type NamesKnown = Static<typeof Names>;
export type Deadline = NonNullable<TaskItem['deadline']>;
export type SigningNow = Static<typeof Signing>;
export type SigningItem = SigningNow['signatures'][number];
export type SignedNow = Static<typeof SignedStep>;
export type SigningMethodsKnown = Static<typeof SigningMethods>;
export type SigningImageItem = Static<typeof SigningImageList>['images'][number];
export type SigningImageFull = Static<typeof SigningImage>;
export type AgentItem = Static<typeof SigningAgents>['agents'][number];
export type PairingNow = Static<typeof PairingCode>;
export type WaitingSealItem = Static<typeof WaitingSeal>;
export type DocumentItem = Static<typeof CaseDocument>;
export type DocumentsOfCase = Static<typeof CaseDocuments>;
export type AccountListed = Static<typeof AccountPage>['items'][number];
export type AccountDetail = Static<typeof AccountView>;
export type AccountChangeItem = Static<typeof AccountChange>;
export type RequestItem = Static<typeof AccountRequest>;
export type SessionsOpen = Static<typeof OpenSessions>;
export type FactorsKnown = Static<typeof Factors>;
export type PasswordIssued = Static<typeof IssuedPassword>;
export type ListPreview = Static<typeof ImportPreview>;
export type ListOutcome = Static<typeof ImportOutcome>;
export type UnitItem = Static<typeof Unit>;
export type ProgressNow = Static<typeof Progress>;
export type RecordItem = Static<typeof RecordEntry>;
export type RecordStateNow = Static<typeof RecordState>;
export type CaseChangeItem = Static<typeof CaseChange>;
export type ProgressNumbers = Static<typeof ProgressStatistics>;
export type StepNumbers = Static<typeof StepStatistics>;
export type ParameterItem = Static<typeof LawItem>;
export type ParameterVersion = Static<typeof RegisterVersion>;
export type LawEffectKnown = Static<typeof LawEffect>;
export type ParameterUse = Static<typeof ParameterUses>['uses'][number];
export type CalendarYearKnown = Static<typeof CalendarYearShown>;
export type CalendarDayKnown = CalendarYearKnown['days'][number];
export type WorkingDaysCounted = Static<typeof WorkingDays>;
export type SubstitutionItem = Static<typeof Substitution>;
export type SubstitutesFound = Static<typeof Substitutes>;
export type TaskCountsNow = Static<typeof TaskCounts>;
export type CandidatesKnown = Static<typeof TaskCandidates>;
export type SavedFilterItem = Static<typeof SavedFilters>['filters'][number];
export type SignInWays = Static<typeof SignInMethods>;
export type PasswordNow = Static<typeof PasswordState>;
export type OpenSessionItem = SessionsOpen['sessions'][number];
export type FactorItem = FactorsKnown['factors'][number];
export type RecoveryCodesNew = Static<typeof RecoveryCodes>;
export type NoticePreferenceNow = Static<typeof NoticePreference>;
