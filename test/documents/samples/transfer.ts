/** A transfer between States with everything that its forms can set. */
import type { Json } from '../../../expressions/json.ts';

export const TRANSFER: Readonly<Record<string, Json>> = {
  request: { direction: 'outbound', requester: 'person', state: 'LAO', treaty: true, receivedOn: '2026-08-03' },
  prisoner: {
    name: 'Somchai Vongsa',
    passport: 'P1234567',
    nationality: 'LAO',
    marks: 'Sẹo dài 3 cm ở cổ tay trái',
    residence: 'Viêng Chăn',
    judgment: 'Số 12/2023/HS-ST ngày 10/5/2023, Điều 250 khoản 3',
    sentenceEnd: '2035-05-10',
  },
  verdict: 'grant',
  reciprocal: 'yes',
  consent: { on: '2026-08-01', language: 'tiếng Lào, có phiên dịch' },
  units: {
    central: 'bca.c10',
    court: 'ta.hanoi',
    appealCourt: 'ta.hanoi',
    prison: 'tg.thanhxuan',
  },
};

const decision = { decision: { number: '5', on: '2026-09-07' } };

export const TRANSFER_FORMS: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  'opinion-letter': { opinion: { view: 'agree', text: 'Hồ sơ đủ điều kiện.' } },
  'discontinue-decision': decision,
  'transfer-decision': decision,
  'appeal-decision': decision,
  'execution-decision': decision,
  'cancel-decision': decision,
  'prison-decision': decision,
  'appeal-file-letter': { appeal: { by: 'procuracy', on: '2026-09-15', grounds: 'Chưa thực hiện xong nghĩa vụ dân sự.' } },
  'contact-letter': { plan: { on: '2026-10-01', place: 'Cửa khẩu quốc tế Cầu Treo', delegation: 'Ba cán bộ', costs: 'Theo điều ước' } },
  'later-notice': { later: { text: 'Người được chuyển giao được đặc xá.' } },
};
