/** A prisoner of a round, for the reduction of the sentence and for conditional release. */
import type { RoundLine } from '../../../documents/document-input.ts';
import type { Json } from '../../../expressions/json.ts';

export const ROUND: Readonly<Record<string, Json>> = {
  person: {
    name: 'Phạm Văn Toàn',
    subCamp: 'Phân trại số 1',
    team: 'Đội 12',
    identityNumber: '036085004321',
    bornOn: '1985-11-20',
    sex: 'male',
    nationality: 'VNM',
  },
  judgment: { number: '77/2021/HS-ST', date: '2021-03-18', court: 'Tòa án nhân dân tỉnh Ninh Bình', enforcement: '41/2021/QĐ-CA' },
  offence: { charges: [{ article: 'Điều 174 khoản 3', name: 'Lừa đảo chiếm đoạt tài sản' }], severity: 'rat-nghiem-trong' },
  sentence: { kind: 'term', term: { years: 9, months: 6 }, arrestedOn: '2020-09-01' },
  units: {
    facility: 'tg.thanhxuan',
    appraisal: 'bca.c10',
    court: 'ta.hanoi',
    courtAbove: 'ta.capcao1',
    procuracy: 'vks.hanoi',
    enforcement: 'catinh',
    commune: 'caxa.hoanglong',
  },
  proposal: { years: 0, months: 9 },
  review: { countedOn: '2026-08-03' },
  figures: { served: { years: 5, months: 11, days: 2 }, remaining: { years: 2, months: 9, days: 28 } },
  panel: { names: 'Trần Thị Lan (chủ tọa), Phạm Quốc Hưng, Lê Thu Hà' },
  schedule: { name: 'Ngày Quốc khánh 2/9' },
  round: { key: '2-9', year: 2026, facilityName: 'Trại giam Thanh Xuân' },
  team: { name: 'Đội 12' },
  omission: { number: '21/VKS-P8', on: '2026-07-20', personName: 'Lê Văn Tám' },
  omissionOutcome: 'refuse',
  reason: 'Chưa chấp hành đủ thời gian tối thiểu.',
  protest: { number: '03/QĐ-VKS', on: '2026-08-25', level: 'same-level' },
  protestedIssued: { number: '112/QĐ-TA', issuedOn: '2026-08-20' },
  cancelVerdict: 'cancel',
  cancellationIssued: { number: '140/QĐ-TA', issuedOn: '2026-12-10' },
  shortVerdict: 'grant',
  shortening: { months: 6 },
  absenceRequest: { from: '2026-11-02', days: 10, reason: 'Chăm sóc mẹ ốm' },
  decisionIssued: { number: '112/QĐ-TA', issuedOn: '2026-08-20' },
  transfer: { on: '2026-08-04', facility: 'tg.thuduc', court: 'ta.hanoi' },
  residence: { address: 'Thôn 3, xã Hoàng Long, thành phố Hà Nội' },
  appraisalMinutes: { number: '04/BB-HĐTĐ', on: '2026-07-30' },
  hearing: { on: '2026-08-20', time: '08 giờ 30 phút' },
  verdict: 'part',
};

/** Of a step whose form is a note. */
export const ROUND_NOTE: Readonly<Record<string, Json>> = { note: { text: 'Đã xem xét hồ sơ, danh sách của đợt.' } };

const minutes = { minutes: { number: '07/BB', on: '2026-07-27', text: 'Thống nhất danh sách, mức đề nghị của từng phạm nhân.' } };
const publication = { publication: { on: '2026-09-04', place: 'Hội trường phân trại số 1' } };
const death = { death: { on: '2026-08-05', certificate: '17/TT' } };
const supplement = {
  supplement: { sentOn: '2026-08-12', documents: [{ kind: 'classification', title: 'Quyết định xếp loại quý II/2026' }] },
};

const COMMON: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  'panel-decision': { panel: { presiding: 'Thẩm phán Trần Thị Lan', number: '12/QĐ-TA' } },
  'prosecutor-decision': { prosecutor: { name: 'Đỗ Thị Hạnh', number: '07/QĐ-VKS' } },
  'procuracy-opinion': { opinion: { position: 'agree', text: 'Phạm nhân có đủ điều kiện.' } },
  'council-record': minutes,
  'council-list': minutes,
  'round-list': { issued: { number: '15/DS', issuedOn: '2026-08-04' } },
  'appraisal-record': minutes,
  'security-opinion': { opinion: { position: 'agree', text: 'Không có ý kiến khác.' } },
  'supplement-letter': supplement,
  'death-notice': death,
  'transfer-notice': { transfer: { on: '2026-08-04', facility: 'tg.thuduc', court: 'ta.hanoi' } },
  'protest-answer': { protestResult: { number: '09/QĐ-TA', text: 'Không chấp nhận kháng nghị; giữ nguyên quyết định.' } },
  'publication-record': publication,
  'release-certificate': { release: { number: '88/GCN', on: '2026-09-05' } },
  'hearing-record': { record: { text: 'Kiểm sát viên phát biểu quan điểm; Hội đồng thảo luận.', closedAt: '09 giờ 40 phút' } },
};

export const REDUCTION_FORMS: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  ...COMMON,
  'hearing-decision': { hearing: { on: '2026-08-20', time: '08 giờ 30 phút', place: 'prison', secretary: 'Ngô Thị Mai' } },
  'reduction-proposal': { signed: { signer: 'Đại tá Lê Văn Sơn, Giám thị', remark: 'Cải tạo tốt, bốn quý liền xếp loại khá trở lên.' } },
  'reduction-decision': {
    decision: {
      years: 0,
      months: 6,
      reasoning: 'Phạm nhân có nhiều tiến bộ, đã thi hành xong phần dân sự.',
      legalBasis: 'khoản 1 Điều 63 của Bộ luật Hình sự',
    },
  },
  'team-proposal': {
    team: {
      unmet: false,
      metOn: '2026-07-22',
      present: 42,
      inFavour: 40,
      against: 2,
      secretary: 'Trần Văn Lâm',
      minutesNumber: '07/BB-Đ12',
    },
    proposal: { years: 0, months: 9 },
  },
  'team-minutes': minutes,
  'subcommittee-minutes': {
    subcommittee: {
      metOn: '2026-07-23',
      minutesNumber: '02/BB-TB',
      members: [
        { name: 'Trung tá Đỗ Văn Lâm, Trưởng phân trại', role: 'chair' },
        { name: 'Thiếu tá Vũ Thị Hòa, Phó Trưởng phân trại', role: 'standing' },
        { name: 'Đại úy Ngô Văn Minh, cán bộ giáo dục', role: 'secretary' },
      ],
    },
  },
  determination: { determination: { quarters: 10, basis: 'Xếp loại khá trở lên liên tục từ quý I/2024.' } },
  'breach-report': { breach: { on: '2026-08-05', text: 'Đánh nhau trong buồng giam, bị kỷ luật khiển trách.' } },
  'withdrawal-letter': { breach: { on: '2026-08-05', text: 'Kết quả xếp loại bị hủy.' } },
  'postponement-decision': { postponement: { on: '2026-08-27', reason: 'Kiểm sát viên vắng mặt vì lý do khách quan.' } },
};

export const RELEASE_FORMS: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  ...COMMON,
  'hearing-decision': { hearing: { on: '2026-08-20', time: '08 giờ 30 phút', place: 'Trụ sở Tòa án nhân dân thành phố Hà Nội' } },
  'caution-record': { caution: { text: 'Đã thẩm tra nơi cư trú, quan hệ; không có dấu hiệu phức tạp.' } },
  'session-notice': { panel: { presiding: 'chanh-an' }, hearing: { on: '2026-08-20' } },
  'release-proposal': { proposal: { probationPlace: 'Xã Hoàng Long, thành phố Hà Nội', remark: 'Đủ điều kiện, đề nghị Tòa án xem xét.' } },
  'presentation-commitment': { presentation: { on: '2026-09-08', text: 'Có mặt khi được triệu tập.' } },
  'violation-record': { violation: { kind: 'breach', duty: 'not-appeared', on: '2026-10-05', text: 'Không có mặt theo giấy triệu tập.' } },
  'handover-record': { handover: { on: '2026-09-06', to: 'Cơ quan thi hành án hình sự Công an thành phố Hà Nội' } },
  'helper-decision': { helper: { name: 'Đinh Văn Quế', number: '31/QĐ-UBND' } },
  'monthly-remark': { remark: { reported: true, presentAtRollCall: true, level: 'good', text: 'Chấp hành đầy đủ nghĩa vụ.' } },
  'rollcall-record': { remark: { reported: true, presentAtRollCall: true, level: 'good', text: 'Chấp hành đầy đủ nghĩa vụ.' } },
  'review-meeting-record': { meeting: { on: '2026-10-12', text: 'Đã kiểm điểm tại cuộc họp tổ dân phố.' } },
  'cancellation-decision': { decision: { reasoning: 'Cố ý vi phạm nghĩa vụ hai lần.', legalBasis: 'khoản 4 Điều 66 của Bộ luật Hình sự' } },
  'shortening-decision': { decision: { reasoning: 'Có nhiều tiến bộ.', legalBasis: 'khoản 5 Điều 66 của Bộ luật Hình sự' } },
  'shortening-request': { shortening: { months: 6, progress: true, reward: 'Giấy khen số 12/QĐ-UBND' } },
  'absence-request': { absence: { from: '2026-11-02', days: 10, reason: 'Chăm sóc mẹ ốm' } },
  'residence-decision': { move: { address: 'Số 12, phường Tương Mai, thành phố Hà Nội', commune: 'caxa.tanmai' } },
  'strike-letter': { misconduct: { on: '2026-08-05', text: 'Bị kỷ luật khiển trách.' } },
  'withdrawal-letter': { misconduct: { on: '2026-08-05', text: 'Kết quả xếp loại bị hủy.' } },
  'cancellation-proposal': { misconduct: { on: '2026-08-05', text: 'Bị kỷ luật trước khi quyết định có hiệu lực.' } },
  'release-commitment': { application: { commitment: 'Có mặt trình diện đúng thời hạn.' } },
  'release-decision': { decision: { reasoning: 'Phạm nhân có đủ điều kiện theo Điều 66 của Bộ luật Hình sự.' } },
};

const NAMES = ['Phạm Văn Toàn', 'Nguyễn Thị Kim Oanh', 'Lò Văn Páo', 'Trần Quốc Đạt', 'Hoàng Thị Mỹ Duyên', 'Lý A Sình'];

/** One of many: every seventh serves for life, every fifth was proposed by nobody. */
export function roundLine(at: number): RoundLine {
  const life = at % 7 === 2;
  const { person, offence } = ROUND as unknown as Readonly<Record<string, Readonly<Record<string, Json>>>>;
  return {
    code: `26-${String(at).padStart(4, '0')}-LINE`,
    state: at % 5 === 4 ? 'ended' : 'active',
    gates: ['listed', 'council', 'appraised', 'proposed'],
    result: at % 5 === 4 ? 'notPropose' : 'agree',
    values: {
      person: { ...person, name: NAMES[at % NAMES.length] ?? '' },
      offence: offence ?? null,
      sentence: life ? { kind: 'life', reducedTo: { years: 25 } } : { kind: 'term', term: { years: 9, months: 6 } },
      figures: { served: { years: 5, months: 11, days: 2 }, remaining: life ? null : { years: 2, months: 9, days: 28 } },
      proposal: { years: 0, months: 9 },
      residence: { address: 'Thôn 3, xã Hoàng Long, thành phố Hà Nội' },
      proposalIssued: { number: '112/ĐN-TG', issuedOn: '2026-08-04' },
      result: 'proposed',
    },
  };
}

export const ROUND_LINES: readonly RoundLine[] = Array.from({ length: 12 }, (_, at) => roundLine(at));
