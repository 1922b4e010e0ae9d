/** Every command and where it is. A command that is missing here is a type error. */
import { removeFilter } from './filters/remove-filter.ts';
import { saveFilter } from './filters/save-filter.ts';
import { announceAgentKey } from './agents/announce-agent-key.ts';
import { askAgent } from './agents/ask-agent.ts';
import { beginAgentPairing } from './agents/begin-agent-pairing.ts';
import { deliverSignatures } from './agents/deliver-signatures.ts';
import { endAgent } from './agents/end-agent.ts';
import { pairAgent } from './agents/pair-agent.ts';
import { refuseAgentRequest } from './agents/refuse-agent-request.ts';
import { showAgentRequest } from './agents/show-agent-request.ts';
import { changePassword } from './accounts/change-password.ts';
import { endMySessions } from './accounts/end-my-sessions.ts';
import { endSessions } from './accounts/end-sessions.ts';
import { enrolSecondFactor } from './accounts/enrol-second-factor.ts';
import { issuePassword } from './accounts/issue-password.ts';
import { offerPasskey } from './accounts/offer-passkey.ts';
import { passFactor } from './accounts/pass-factor.ts';
import { reauthenticate } from './accounts/reauthenticate.ts';
import { resetFactors } from './accounts/reset-factors.ts';
import { signIn } from './accounts/sign-in.ts';
import { readNotices } from './accounts/read-notices.ts';
import { signOut } from './accounts/sign-out.ts';
import { assignAgencyType } from './bindings/assign-agency-type.ts';
import { nameUnitHead } from './bindings/name-unit-head.ts';
import { bindRole } from './bindings/bind-role.ts';
import type { CaseCommand, PlainCommand, StartCommand } from './case-command.ts';
import { cancelCase } from './cases/cancel-case.ts';
import { changeTimer } from './cases/change-timer.ts';
import { comment } from './cases/comment.ts';
import { completeAdHoc } from './cases/complete-ad-hoc.ts';
import { correctVariables } from './cases/correct-variables.ts';
import { enableActivity } from './cases/enable-activity.ts';
import { migrateCases, type MigrateOne } from './cases/migrate-cases.ts';
import { moveToken } from './cases/move-token.ts';
import { proposeTokenMove } from './cases/propose-token-move.ts';
import { resolveIncident } from './cases/resolve-incident.ts';
import { resumeCase } from './cases/resume-case.ts';
import { setVariables } from './cases/set-variables.ts';
import { startCase } from './cases/start-case.ts';
import { startCases } from './cases/start-cases.ts';
import { suspendCase } from './cases/suspend-case.ts';
import type { CommandType, Commands, RunCommand } from './contract.ts';
import { deploy } from './definitions/deploy.ts';
import { deployRules } from './definitions/deploy-rules.ts';
import { resumeDefinition } from './definitions/resume-definition.ts';
import { resumeTopic } from './definitions/resume-topic.ts';
import { suspendDefinition } from './definitions/suspend-definition.ts';
import { suspendTopic } from './definitions/suspend-topic.ts';
import { completeJob } from './jobs/complete-job.ts';
import { extendJobLock } from './jobs/extend-job-lock.ts';
import { failJob } from './jobs/fail-job.ts';
import { fetchJobs } from './jobs/fetch-jobs.ts';
import { reportJobFailure } from './jobs/report-job-failure.ts';
import { beginDraft } from './drafts/begin-draft.ts';
import { dropDraft } from './drafts/drop-draft.ts';
import { saveDraft } from './drafts/save-draft.ts';
import { saveTaskDraft } from './drafts/save-task-draft.ts';
import { importAccountRequests } from './imports/import-account-requests.ts';
import { answerExchangeTask } from './exchange/answer-exchange-task.ts';
import { bounceExchangeTask } from './exchange/bounce-exchange-task.ts';
import { fetchExchange } from './exchange/fetch-exchange.ts';
import { readExchange } from './exchange/read-exchange.ts';
import { beginOtp } from './factors/begin-otp.ts';
import { confirmOtp } from './factors/confirm-otp.ts';
import { enrolCertificate } from './factors/enrol-certificate.ts';
import { enrolPasskey } from './factors/enrol-passkey.ts';
import { offerPasskeyEnrolment } from './factors/offer-passkey-enrolment.ts';
import { removeFactor } from './factors/remove-factor.ts';
import { renewRecoveryCodes } from './factors/renew-recovery-codes.ts';
import { beginIdentity } from './identity/begin-identity.ts';
import { endIdentitySessions } from './identity/end-identity-sessions.ts';
import { signInByIdentity } from './identity/sign-in-by-identity.ts';
import { takeIdentity } from './identity/take-identity.ts';
import { proposeRelease } from './law/propose-release.ts';
import { broadcastSignal } from './messages/broadcast-signal.ts';
import { correlateMessage } from './messages/correlate-message.ts';
import { deliverMessage } from './messages/deliver-message.ts';
import { deliverSignal } from './messages/deliver-signal.ts';
import { changePerson } from './persons/change-person.ts';
import { linkPersons } from './persons/link-persons.ts';
import { notePersonEvent } from './persons/note-person-event.ts';
import { registerPerson } from './persons/register-person.ts';
import { reportPersonEvent } from './persons/report-person-event.ts';
import { supersedePersonEvent } from './persons/supersede-person-event.ts';
import { decideDestruction } from './record/decide-destruction.ts';
import { proposeDestruction } from './record/propose-destruction.ts';
import { addLine } from './rounds/add-line.ts';
import { castVotes } from './rounds/cast-votes.ts';
import { decideLines } from './rounds/decide-lines.ts';
import { importLines } from './rounds/import-lines.ts';
import { moveLines, strikeLines } from './rounds/leave-lines.ts';
import { moveLine } from './rounds/move-line.ts';
import { strikeLine } from './rounds/strike-line.ts';
import { addDocumentEvidence } from './signing/add-document-evidence.ts';
import { beginSeal } from './signing/begin-seal.ts';
import { beginSigning } from './signing/begin-signing.ts';
import { dropSigning } from './signing/drop-signing.ts';
import { giveSignatures } from './signing/give-signatures.ts';
import { settleSigning } from './signing/settle-signing.ts';
import { decideSigningImage } from './signing/images/decide-signing-image.ts';
import { proposeSigningImage } from './signing/images/propose-signing-image.ts';
import { stateAgency } from './signing/state-agency.ts';
import { blockUpload } from './uploads/block-upload.ts';
import { storeUpload } from './uploads/store-upload.ts';
import { appointSubstitute } from './substitutions/appoint-substitute.ts';
import { endSubstitution } from './substitutions/end-substitution.ts';
import { amendDocument } from './numbers/amend-document.ts';
import { confirmRecall } from './numbers/confirm-recall.ts';
import { recallDocument } from './numbers/recall-document.ts';
import { recordRecall } from './numbers/record-recall.ts';
import { reserveNumber } from './numbers/reserve-number.ts';
import { useNumber } from './numbers/use-number.ts';
import { voidNumber } from './numbers/void-number.ts';
import { moveCaseToUnit } from './units/move-case-to-unit.ts';
import { fireTimer } from './system/fire-timer.ts';
import { recomputeDeadline } from './system/recompute-deadline.ts';
import { releaseTask } from './system/release-task.ts';
import { startByEvent } from './system/start-by-event.ts';
import { renewLookupCode } from './cases/renew-lookup-code.ts';
import { confirmDelivery } from './deliveries/confirm-delivery.ts';
import { deployDocuments } from './deliveries/deploy-documents.ts';
import { recordReceipt } from './deliveries/record-receipt.ts';
import { deployNotices } from './notices/deploy-notices.ts';
import { receiveNotices } from './notices/receive-notices.ts';
import { setNoticePreference } from './notices/set-notice-preference.ts';
import { addCompanion } from './tasks/add-companion.ts';
import { assignTask } from './tasks/assign-task.ts';
import { bulk } from './tasks/bulk.ts';
import { castVote } from './tasks/cast-vote.ts';
import { changeDueDate } from './tasks/change-due-date.ts';
import { claimTask } from './tasks/claim-task.ts';
import { completeTask } from './tasks/complete-task.ts';
import { recallTask } from './tasks/recall-task.ts';
import { recuseMember } from './tasks/recuse-member.ts';
import { returnTask } from './tasks/return-task.ts';
import { throwBpmnError } from './tasks/throw-bpmn-error.ts';
import { unclaimTask } from './tasks/unclaim-task.ts';

type Entry<K extends CommandType> =
  | (Commands[K][0] extends { readonly caseId: string } ? CaseCommand<Commands[K][0]> : never)
  | StartCommand<Commands[K][0]>
  | PlainCommand<Commands[K][0], Commands[K][1]>;

/** What commands need that send others through the door. */
export interface Door extends MigrateOne {
  readonly run: RunCommand;
}

const PLAIN = {
  deploy,
  deployRules,
  suspendDefinition,
  resumeDefinition,
  suspendTopic,
  resumeTopic,
  startCase,
  linkPersons,
  cancelCase,
  suspendCase,
  resumeCase,
  comment,
  setVariables,
  correctVariables,
  moveToken,
  proposeTokenMove,
  changeTimer,
  enableActivity,
  completeAdHoc,
  resolveIncident,
  claimTask,
  unclaimTask,
  assignTask,
  completeTask,
  returnTask,
  recallTask,
  addCompanion,
  castVote,
  recuseMember,
  changeDueDate,
  throwBpmnError,
  broadcastSignal,
  addLine,
  strikeLine,
  moveLine,
  registerPerson,
  changePerson,
  reportPersonEvent,
  supersedePersonEvent,
  notePersonEvent,
  proposeDestruction,
  decideDestruction,
  renewLookupCode,
  fetchJobs,
  extendJobLock,
  completeJob,
  failJob,
  releaseTask,
  fireTimer,
  moveCaseToUnit,
  recomputeDeadline,
  deliverMessage,
  deliverSignal,
  startByEvent,
  proposeRelease,
  readNotices,
  appointSubstitute,
  endSubstitution,
  reserveNumber,
  useNumber,
  voidNumber,
  amendDocument,
  recallDocument,
  confirmRecall,
  recordRecall,
  enrolSecondFactor,
  signIn,
  passFactor,
  offerPasskey,
  beginIdentity,
  takeIdentity,
  signInByIdentity,
  endIdentitySessions,
  signOut,
  reauthenticate,
  changePassword,
  endMySessions,
  endSessions,
  issuePassword,
  resetFactors,
  beginOtp,
  confirmOtp,
  offerPasskeyEnrolment,
  enrolPasskey,
  enrolCertificate,
  removeFactor,
  renewRecoveryCodes,
  beginAgentPairing,
  pairAgent,
  announceAgentKey,
  endAgent,
  askAgent,
  showAgentRequest,
  refuseAgentRequest,
  saveTaskDraft,
  beginDraft,
  saveDraft,
  dropDraft,
};

export function commandTable(door: Door): { readonly [K in CommandType]: Entry<K> } {
  return {
    ...PLAIN,
    startCases: startCases(door.run),
    migrateCases: migrateCases(door),
    importAccountRequests: importAccountRequests(door.run),
    bulk: bulk(door.run),
    fetchExchange,
    readExchange,
    answerExchangeTask,
    bounceExchangeTask,
    bindRole,
    assignAgencyType,
    nameUnitHead,
    correlateMessage: correlateMessage(door.run),
    importLines: importLines(door.run),
    strikeLines: strikeLines(door.run),
    moveLines: moveLines(door.run),
    decideLines: decideLines(door.run),
    castVotes: castVotes(door.run),
    reportJobFailure: reportJobFailure(door.run),
    beginSigning,
    beginSeal,
    giveSignatures: giveSignatures(door.run),
    dropSigning,
    deliverSignatures: deliverSignatures(door.run),
    settleSigning: settleSigning(door.run),
    addDocumentEvidence,
    stateAgency,
    proposeSigningImage,
    decideSigningImage,
    storeUpload,
    blockUpload,
    receiveNotices,
    setNoticePreference,
    deployNotices,
    deployDocuments,
    confirmDelivery,
    recordReceipt,
    saveFilter,
    removeFilter,
  };
}
