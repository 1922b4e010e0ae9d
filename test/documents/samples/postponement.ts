/** A case of postponement with everything that its forms can set, in the words of the scenarios. */
import type { Json } from '../../../expressions/json.ts';

const PEOPLE = {
  request: {
    requesterKind: 'nguoi-than-thich',
    requesterName: 'Trần Văn Nghĩa',
    filedOn: '2026-09-07',
    signature: 'signature',
    ground: 'a',
    illness: 'heart-failure-3',
    concludedBy: 'bv-tinh',
    conclusionNumber: '118/KL-BV',
    conclusionOn: '2026-09-01',
    requestedUntil: '2027-03-07',
    lateReasonText: 'Đang điều trị tại bệnh viện, không thể nộp đơn đúng hạn.',
  },
  person: {
    name: 'Trần Thị Mai',
    nationality: 'VNM',
    identityNumber: '001192012345',
    bornOn: '1992-05-17',
    sex: 'female',
    residence: 'Số 12 phố Tân Mai, phường Tương Mai, thành phố Hà Nội',
    workplace: 'Công ty trách nhiệm hữu hạn May mặc Thống Nhất',
    atLarge: true,
  },
  judgment: { number: '101/2026/HS-ST', date: '2026-07-15', court: 'Tòa án nhân dân khu vực 1 – Hà Nội' },
  offence: {
    charges: [
      { article: 'Điều 173 khoản 1', name: 'Trộm cắp tài sản' },
      { article: 'Điều 175 khoản 1', name: 'Lạm dụng tín nhiệm chiếm đoạt tài sản' },
    ],
    severity: 'it-nghiem-trong',
  },
  sentence: { years: 2, months: 6 },
  enforcement: { number: '55/2026/QĐ-CA', date: '2026-09-01', receivedOn: '2026-09-04' },
} as const;

const issued = (number: string, issuedOn = '2026-09-10') => ({ number, issuedOn });

export const POSTPONEMENT: Readonly<Record<string, Json>> = {
  ...PEOPLE,
  reason: 'thiếu kết luận của Hội đồng giám định y khoa; bản sao giấy tờ tùy thân đã hết hạn.',
  decisionReason: 'Kết luận của bệnh viện không xác định tình trạng bệnh nặng đến mức không thể chấp hành án.',
  cancellationReason: 'Người được hoãn đã hồi phục sức khỏe theo kết luận giám định.',
  units: { procuracy: 'vks.kv1', enforcement: 'catinh', commune: 'caxa.tanmai' },
  reception: { receivedOn: '2026-09-07', channel: 'direct', number: '12/2026/TL-THA' },
  dossier: {
    documents: [
      { kind: 'request-letter', page: 1 },
      { kind: 'judgment-copy', title: '101/2026/HS-ST', page: 2 },
      { kind: 'enforcement-decision-copy', title: '55/2026/QĐ-CA', page: 9 },
      { kind: 'hospital-conclusion', title: '118/KL-BV ngày 01/9/2026', page: 12 },
    ],
  },
  requirements: [
    { code: 'identity', name: 'Giấy tờ tùy thân', issuer: null, alternatives: [['identity-papers']] },
    { code: 'request', name: 'Đơn đề nghị', issuer: null, alternatives: [['request-letter']] },
  ],
  opinion: { position: 'agree', text: 'Nhất trí cho hoãn.' },
  decision: {
    until: '2027-06-07',
    reasonText: 'Bị bệnh nặng (suy tim độ III) theo Kết luận số 118/KL-BV ngày 01/9/2026 của Bệnh viện Bạch Mai',
    manager: 'Công an phường Tương Mai',
  },
  decisionIssued: issued('05/2026/QĐ-CA'),
  protestedIssued: issued('05/2026/QĐ-CA'),
  expiryNoticeIssued: issued('21/TB-TA', '2027-05-20'),
  cancellationIssued: issued('09/2027/QĐ-CA', '2027-04-22'),
  deliveries: [
    { recipient: 'Trần Thị Mai', delivery: { method: 'direct', sentOn: '2026-09-10', receivedOn: '2026-09-10', receipt: 'BN-01' } },
    { recipient: 'Viện kiểm sát nhân dân khu vực 1 – Hà Nội', delivery: { method: 'electronic', sentOn: '2026-09-10' } },
  ],
  protest: { level: 'same-level', madeOn: '2026-09-15', number: '02/QĐ-VKS', text: 'Chưa đủ căn cứ cho hoãn.' },
  protestAnswer: { number: '33/2026/QĐ-PT', on: '2026-09-28', court: 'Tòa án nhân dân thành phố Hà Nội' },
  management: { receivedOn: '2026-09-14', fileNumber: '03/HSQL', officer: 'Thượng úy Phạm Minh Đức' },
  monthStart: { $type: 'date', value: '2026-11-01' },
  examination: { number: '22/KL', on: '2027-04-20', by: 'Bệnh viện Bạch Mai' },
  afterGrant: { action: 'CANCEL', ground: 'c' },
  cancellationProposal: { receivedOn: '2027-04-20', text: 'Đã hồi phục, đã đưa đi chấp hành án.' },
};

const note = { note: { text: 'Ngày 20/10/2026, người được hoãn đi khỏi nơi cư trú mà không được phép; đã nhắc nhở bằng văn bản.' } };
const commitment = {
  commitment: { heldOn: '2026-09-14', place: 'Trụ sở Công an phường Tương Mai', text: 'Có mặt ông Lê Văn Tám, tổ trưởng tổ dân phố.' },
};
const taken = { taken: { on: '2027-04-20', place: 'Trại giam số 5' } };
const noted = { issued: { ...issued('06/TB-TA'), note: 'Người đề nghị đã được thông báo trực tiếp.' } };

/** What the task that makes a document enters. */
export const POSTPONEMENT_FORMS: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  'reception-slip': { reception: { receivedOn: '2026-09-07', channel: 'direct', number: '12/2026/TL-THA' } },
  'transfer-letter': noted,
  'supplement-slip': {
    supplement: { receivedOn: '2026-09-20', documents: [{ kind: 'medical-council-conclusion', title: '45/GĐYK', page: 15 }] },
  },
  'procuracy-opinion': { opinion: { position: 'disagree', text: 'Tài liệu chưa chứng minh được tình trạng bệnh nặng.' } },
  draft: { proposal: { recommendation: 'grant', text: 'Đủ căn cứ theo điểm a khoản 1 Điều 67 của Bộ luật Hình sự.' } },
  'postponement-decision': { decision: POSTPONEMENT['decision'] ?? null },
  'protest-decision': { protest: POSTPONEMENT['protest'] ?? null },
  'petition-answer': noted,
  summons: commitment,
  commitment,
  'on-site-commitment': commitment,
  'notification-record': commitment,
  'on-site-record': commitment,
  'absence-record': { absence: { text: 'Đang điều trị nội trú.', excusedUntil: '2027-06-20' } },
  'monthly-remark': { remark: { level: 'fair', text: 'Chấp hành tốt nghĩa vụ, trình diện đầy đủ.' } },
  'monthly-list': { remark: { level: 'good' } },
  'rollcall-record': { rollcall: { on: '2026-11-02', method: 'in-person', present: true } },
  'residence-decision': { residence: { kind: 'leave', from: '2026-12-01', until: '2026-12-10', place: 'tỉnh Ninh Bình' } },
  'handover-record': { handover: { commune: 'caxa.hoanglong', on: '2026-12-15' } },
  'escort-record': taken,
  'taken-record': taken,
  'taken-notice': taken,
  'treatment-handover': taken,
  'termination-decision': { death: { on: '2026-12-20', certificate: '77/2026' } },
};
/** Most tasks that sign have one form: a note. */
export const USUAL_FORM: Readonly<Record<string, Json>> = note;
