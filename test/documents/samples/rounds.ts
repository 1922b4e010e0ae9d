/** A prisoner of a round, for the reduction of the sentence and for conditional release. */
import type { Json } from '../../../expressions/json.ts';

export const ROUND: Readonly<Record<string, Json>> = {
  person: {
    name: 'Phạm Văn Toàn',
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
    court: 'ta.hanoi',
    procuracy: 'vks.hanoi',
    enforcement: 'catinh',
    commune: 'caxa.hoanglong',
  },
  proposal: { years: 0, months: 9 },
  residence: { address: 'Thôn 3, xã Hoàng Long, thành phố Hà Nội' },
  hearing: { on: '2026-08-20', time: '08 giờ 30 phút' },
  verdict: 'part',
};

const COMMON: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  'panel-decision': { panel: { presiding: 'Thẩm phán Trần Thị Lan', number: '12/QĐ-TA' } },
  'prosecutor-decision': { prosecutor: { name: 'Đỗ Thị Hạnh', number: '07/QĐ-VKS' } },
  'procuracy-opinion': { opinion: { position: 'agree', text: 'Phạm nhân có đủ điều kiện.' } },
  'hearing-record': { record: { text: 'Kiểm sát viên phát biểu quan điểm; Hội đồng thảo luận.', closedAt: '09 giờ 40 phút' } },
};

export const REDUCTION_FORMS: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  ...COMMON,
  'hearing-decision': { hearing: { on: '2026-08-20', time: '08 giờ 30 phút', place: 'prison' } },
  'reduction-proposal': { signed: { signer: 'Đại tá Lê Văn Sơn, Giám thị', remark: 'Cải tạo tốt, bốn quý liền xếp loại khá trở lên.' } },
  'reduction-decision': {
    decision: {
      years: 0,
      months: 6,
      reasoning: 'Phạm nhân có nhiều tiến bộ, đã thi hành xong phần dân sự.',
      legalBasis: 'khoản 1 Điều 63 của Bộ luật Hình sự',
    },
  },
  'postponement-decision': { postponement: { on: '2026-08-27', reason: 'Kiểm sát viên vắng mặt vì lý do khách quan.' } },
};

export const RELEASE_FORMS: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  ...COMMON,
  'hearing-decision': { hearing: { on: '2026-08-20', time: '08 giờ 30 phút', place: 'Trụ sở Tòa án nhân dân thành phố Hà Nội' } },
  'release-commitment': { application: { commitment: 'Có mặt trình diện đúng thời hạn.' } },
  'release-decision': { decision: { reasoning: 'Phạm nhân có đủ điều kiện theo Điều 66 của Bộ luật Hình sự.' } },
};
