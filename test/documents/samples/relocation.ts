/** A prisoner who is brought to a prison, or from one to another. */
import type { Json } from '../../../expressions/json.ts';

export const RELOCATION: Readonly<Record<string, Json>> = {
  prisoner: { name: 'Vũ Văn Thắng', birth: '1990-04-04', enforcement: '77/2026/QĐ-CA' },
  units: { giver: 'ca.hcm.ttg', administration: 'bca.c10' },
  list: { number: '15/DS', on: '2026-09-01', papers: 'bản án, quyết định thi hành án, danh bản, chỉ bản.' },
  allocation: { facility: 'Trại giam Thủ Đức', receiver: 'tg.thuduc' },
  proposal: { reason: 'health', text: 'Cần điều trị gần bệnh viện tuyến trên.', to: 'Trại giam Thủ Đức' },
};

export const RELOCATION_FORMS: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  'event-notice': { event: { on: '2026-09-10', text: 'Bỏ trốn khi đang di chuyển.' } },
};
