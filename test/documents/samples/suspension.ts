/** A case of suspension with everything that its forms can set. */
import type { Json } from '../../../expressions/json.ts';
import { POSTPONEMENT, POSTPONEMENT_FORMS } from './postponement.ts';

const {
  request: _request,
  person: _person,
  judgment: _judgment,
  offence: _offence,
  enforcement: _enforcement,
  dossier: _dossier,
  ...common
} = POSTPONEMENT;

export const SUSPENSION: Readonly<Record<string, Json>> = {
  ...common,
  request: { proposerKind: 'trai-giam-bca', ground: 'a', illness: 'Ung thư giai đoạn cuối.', reasons: 'Gia đình có đơn bảo lãnh.' },
  person: {
    name: 'Lê Văn Hùng',
    nationality: 'VNM',
    identityNumber: '036080001234',
    bornOn: '1980-03-02',
    sex: 'male',
    prison: 'Trại giam Thanh Xuân',
    residence: 'Thôn 3, xã Hoàng Long, thành phố Hà Nội',
    serving: true,
  },
  judgment: { number: '88/2022/HS-ST', date: '2022-05-11' },
  offence: { name: 'Lừa đảo chiếm đoạt tài sản, Điều 174 khoản 3', severity: 'rat-nghiem-trong' },
  sentence: { years: 9, months: 6 },
  units: {
    proposer: 'tg.thanhxuan',
    appraiser: 'cquan-ql',
    court: 'ta.hanoi',
    procuracy: 'vks.hanoi',
    enforcement: 'catinh',
    commune: 'caxa.hoanglong',
  },
};

const decision = {
  decision: { reviewOn: '2027-03-05', reasonText: 'Bị bệnh nặng theo Kết luận số 118/KL-BV của Bệnh viện Bạch Mai' },
};
const council = { council: { heldOn: '2026-09-02', text: 'Nhất trí đề nghị.' } };

export const SUSPENSION_FORMS: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  ...POSTPONEMENT_FORMS,
  'suspension-decision': decision,
  'supplement-notice': {
    issued: { number: '3', issuedOn: '2026-09-10', note: 'Bản sao bệnh án; kết luận của Hội đồng giám định y khoa.' },
  },
  'proposal-letter': council,
  'council-record': council,
  'forward-letter': { issued: { number: '4', issuedOn: '2026-09-10' } },
  'return-record': { taken: { on: '2026-09-20', place: 'Trại giam Thanh Xuân' } },
  'release-record': { taken: { on: '2026-09-20', place: 'Công an xã Hoàng Long' } },
};
