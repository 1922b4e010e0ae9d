/** A temporary extraction with everything that its forms can set. */
import type { Json } from '../../../expressions/json.ts';

export const EXTRACTION: Readonly<Record<string, Json>> = {
  request: {
    number: '156/YC-CSHS',
    date: '2026-08-21',
    body: 'Cơ quan Cảnh sát điều tra Công an Thành phố Hồ Chí Minh',
    signatory: 'Đại tá Trần Văn Hùng',
    purpose: 'investigation',
    caseName: 'Vụ án Nguyễn Văn Tý và đồng phạm',
    capacity: 'nguoi-lam-chung',
    from: '2026-08-31',
    to: '2026-09-30',
    receiver: 'Trại tạm giam Công an Thành phố Hồ Chí Minh',
  },
  escorts: [{ name: 'Thiếu tá Lê Văn Dũng', card: '365-118' }],
  prisoner: {
    name: 'Trần Văn Lâm',
    birth: '1988-03-12',
    residence: 'Phường Thủ Đức, Thành phố Hồ Chí Minh',
    arrested: '2022-05-10',
    offence: '173.2',
    term: { years: 7, months: 0, days: 0 },
    judgment: 'Số 45/2022/HSST ngày 20/9/2022, TAND Thành phố Hồ Chí Minh',
    enforcement: 'Số 120/2022/QĐ-CA ngày 01/11/2022',
    sentenceEnd: '2029-05-10',
  },
  units: { proposer: 'ca.hcm.csdt', issuer: 'bca.c10', giver: 'tg.thuduc', receiver: 'ca.hcm.ttg' },
  term: { from: '2026-08-31', to: '2026-09-30' },
  reason: 'Văn bản chưa được người đứng đầu ký, đóng dấu.',
  extension: { to: '2026-10-31', reason: 'Chưa kết thúc việc đối chất.' },
  event: { on: '2026-09-15', text: 'Phạm nhân bỏ trốn khi được đưa đi khám bệnh.' },
};

const event = { event: EXTRACTION['event'] ?? null };
const returned = { returned: { on: '2026-09-29', conduct: 'Chấp hành đúng nội quy nơi giam giữ.' } };

export const EXTRACTION_FORMS: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  'extraction-request': { note: 'Kèm theo quyết định triệu tập.' },
  'forward-letter': { forwarded: { to: 'bca.c10' } },
  'extraction-order': { order: { signer: 'Thiếu tướng Phạm Văn Hòa', purpose: 'Lấy lời khai người làm chứng.' } },
  'not-executable-notice': { obstacle: { cause: 'illness', text: 'Đang cấp cứu tại bệnh viện.' } },
  'extension-request': { extension: EXTRACTION['extension'] ?? null },
  'return-notice': returned,
  'conduct-remarks': returned,
  'event-report': event,
  'misconduct-notice': event,
  'release-record': event,
  'sentence-certificate': { certificate: { number: '12', on: '2026-09-20' } },
};
