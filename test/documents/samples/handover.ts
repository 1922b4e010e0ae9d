/** A person who is handed over, with a child, as the calling module names them. */
import type { Json } from '../../../expressions/json.ts';

export const HANDOVER: Readonly<Record<string, Json>> = {
  handover: {
    giver: 'tg.thuduc',
    receiver: 'ca.hcm.ttg',
    person: { name: 'Vũ Văn Thắng', bornOn: '1990-04-04', passport: null },
    withChild: true,
  },
  health: { state: 'Bình thường', on: '2026-11-23', fit: true },
  childHealth: { name: 'Vũ Thị Ngân', state: 'Khỏe mạnh', birthPapers: 'số 12 ngày 02/03/2025' },
  file: { papers: 'Bản án, quyết định thi hành án, danh bản, chỉ bản.', conduct: 'Chấp hành tốt nội quy.' },
  property: [{ item: 'Đồng hồ đeo tay', amount: '01 chiếc, còn dùng được' }],
};

export const HANDOVER_FORMS: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  'handover-record': { record: { on: '2026-11-23', place: 'Trại giam Thủ Đức', remarks: 'Thời tiết tốt.' } },
  'health-sheet': { health: { state: 'Bình thường', on: '2026-11-23', fit: true } },
  'child-health-sheet': { childHealth: { name: 'Vũ Thị Ngân', state: 'Khỏe mạnh', birthPapers: 'số 12 ngày 02/03/2025' } },
};
