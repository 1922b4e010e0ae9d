/**
 * The step slip (phiếu xử lý): what a step without a document of its own leaves behind, small and never changed again, signed once. It names
 * the documents and slips before it by their SHA-256, so that the slips of a case are a chain. Pure, as render-document.ts is.
 */
import { Rejection } from '../errors.ts';
import { dayOf, longDate } from './fill/dates.ts';
import type { Block, Paragraph } from './flow/block.ts';
import { placeBlocks } from './flow/place-blocks.ts';
import { paragraph } from './flow/paragraph.ts';
import type { RenderedDocument } from './render-document.ts';
import { Sheet } from './page/sheet.ts';

export interface SlipInput {
  /** name of the agency in which the step was done */
  readonly agency: string;
  readonly procedure: string;
  readonly caseCode: string;
  readonly step: string;
  /** the outcome in words: Chấp thuận, Trả lại để bổ sung … */
  readonly decision: string;
  readonly comment?: string;
  /** what was entered, as the form shows it */
  readonly data: readonly { readonly label: string; readonly value: string }[];
  /** SHA-256 in hexadecimal of what lay before the person, and of the earlier slips of the case */
  readonly documents: readonly Hashed[];
  readonly slips: readonly Hashed[];
  readonly person: string;
  /** for whom, where the person acts in somebody's place */
  readonly actingFor?: string;
  readonly position: string;
  /** ISO instant at which the step was done */
  readonly time: string;
}

export interface Hashed {
  readonly name: string;
  readonly sha256: string;
}

const TITLE = 'PHIẾU XỬ LÝ';
const FIELD = 'signature';
const SIZE = 11;
const HASH_SIZE = 9;

/** Throws Rejection validation `documents.slip` for a time or a hash that is none, `documents.letterMissing`. */
export function renderSlip(input: SlipInput): RenderedDocument {
  const at = dayOf(input.time);
  if (at?.time === undefined) throw refused('time', input.time);
  const wrong = [...input.documents, ...input.slips].find(({ sha256 }) => !/^[0-9a-f]{64}$/.test(sha256));
  if (wrong) throw refused('sha256', wrong.sha256);
  const subject = `${input.procedure}, hồ sơ ${input.caseCode}: ${input.step}`;
  const title = `Phiếu xử lý ${subject}`;
  const sheet = new Sheet({ title, subject: input.procedure, author: input.agency, created: Date.parse(input.time) });
  sheet.addPage();
  const signatures = placeBlocks(sheet, blocksOf(input, `${at.time.replace(':', ' giờ ')} phút, ${longDate(at)}`));
  return { pdf: sheet.finish(), places: { signatures }, pages: sheet.page + 1, title, subject };
}

function blocksOf(input: SlipInput, time: string): readonly Block[] {
  const { agency, procedure, caseCode, step, decision, comment = '', data, documents, slips, person, actingFor, position } = input;
  return [
    line(agency.toLocaleUpperCase('vi'), { align: 'centre', before: 0 }),
    line(TITLE, { align: 'centre', before: SIZE, size: 14, tag: 'H1', keepsWithNext: true }),
    line(`Thủ tục: ${procedure}`),
    line(`Mã hồ sơ: ${caseCode}`),
    line(`Bước xử lý: ${step}`),
    line(`Kết quả: ${decision}`),
    ...(comment === '' ? [] : [line(`Ý kiến: ${comment}`)]),
    line(`Người xử lý: ${person}, ${position}`),
    ...(actingFor === undefined ? [] : [line(`Thực hiện thay: ${actingFor}`)]),
    line(`Thời gian: ${time}`),
    ...titled(
      'Dữ liệu của bước',
      data.map(({ label, value }) => line(`${label}: ${value}`, ENTRY)),
    ),
    ...titled('Văn bản, tài liệu và mã băm SHA-256', hashes(documents)),
    ...titled('Các phiếu xử lý trước và mã băm SHA-256', hashes(slips)),
    {
      kind: 'closing',
      recipients: [],
      signatures: [{ field: FIELD, lines: [position.toLocaleUpperCase('vi')], name: person, light: true }],
    },
  ];
}

const line = (text: string, more: Partial<Paragraph> = {}): Paragraph =>
  paragraph([{ text, face: 'regular' }], { size: SIZE, indent: [0, 0], align: 'left', before: 3, ...more });

const ENTRY = { indent: [12, 12], before: 1 } as const;

const titled = (title: string, entries: readonly Block[]): readonly Block[] =>
  entries.length === 0 ? [] : [line(`${title}:`, { keepsWithNext: true, tag: 'H2', before: SIZE / 2 }), ...entries];

const hashes = (list: readonly Hashed[]): readonly Paragraph[] =>
  list.map(({ name, sha256 }) => line(`${name}: ${sha256}`, { ...ENTRY, size: HASH_SIZE }));

function refused(what: string, value: string): Rejection {
  return new Rejection('validation', 'documents.slip', `Expected the ${what} of a slip, but found '${value}'.`, {
    details: {
      what,
      reason: { vi: `Phiếu xử lý không lập được: ${what} không hợp lệ.`, en: `The slip cannot be made: its ${what} is not valid.` },
    },
  });
}
