/**
 * npm run bench:documents: what a letter of one page costs with the parsed font reused, as a ratio to plain pdfkit that opens the font anew
 * for the same text, measured in the same run. Processor time, since other processes share the machine. The target is printed beside it.
 */
import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import PDFDocument from 'pdfkit';
import { renderDocument } from '../documents/render-document.ts';
import { renderSlip } from '../documents/render-slip.ts';
import { inputOf, sha256, templateOf } from '../test/documents/samples/office.ts';

const MOST = 0.2;
const SLIP_BYTES = 15 * 1024;
const RUNS = 5;
const ROUNDS = 12;
const PARAGRAPHS = [
  'Căn cứ đề nghị của Thủ trưởng cơ quan thi hành án hình sự, Tòa án nhân dân khu vực đã xem xét hồ sơ và các tài liệu kèm theo.',
  'Qua kiểm tra, hồ sơ có đủ tài liệu theo quy định; người được hoãn chấp hành án phạt tù đã cam kết chấp hành nghiêm chỉnh nghĩa vụ trong thời gian hoãn, không đi khỏi nơi cư trú khi chưa được phép.',
  'Đề nghị cơ quan thi hành án hình sự phối hợp với Công an cấp xã tổ chức quản lý, nhận xét, phân loại hằng tháng và báo cáo theo quy định.',
] as const;
const body = [...PARAGRAPHS, ...PARAGRAPHS, ...PARAGRAPHS.slice(0, 1)];
const recipients = ['Như trên', 'Viện kiểm sát nhân dân', 'Sở Tư pháp'];

const template = templateOf({ body: body.map((paragraph) => ({ paragraph })), recipients: recipients.map((text) => ({ text })) });
const input = inputOf();
const locate = createRequire(import.meta.url);
const FACES = {
  regular: '400Regular/Tinos_400Regular',
  bold: '700Bold/Tinos_700Bold',
  italic: '400Regular_Italic/Tinos_400Regular_Italic',
  boldItalic: '700Bold_Italic/Tinos_700Bold_Italic',
} as const;

/** The same texts in the same faces and sizes, as pdfkit sets them out of the box. */
function plainLetter(): Buffer {
  const doc = new PDFDocument({ size: 'A4', margins: { top: 57, bottom: 57, left: 85, right: 43 }, pdfVersion: '1.7' });
  for (const [name, file] of Object.entries(FACES)) doc.registerFont(name, locate.resolve(`@expo-google-fonts/tinos/${file}.ttf`));
  const { letterhead } = input;
  doc
    .font('regular')
    .fontSize(12)
    .text((letterhead.parent ?? '').toUpperCase(), 85, 57, { width: 190, align: 'center' });
  doc.font('bold').text(letterhead.agency.toUpperCase(), { width: 190, align: 'center' });
  doc.text('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 280, 57, { width: 270, align: 'center' });
  doc.fontSize(13).text('Độc lập - Tự do - Hạnh phúc', { width: 270, align: 'center' });
  doc.font('italic').text(`${letterhead.place}, ngày 07 tháng 9 năm 2026`, 280, 120, { width: 270, align: 'center' });
  doc.font('regular').text('Số: 05/QĐ-CA', 85, 120, { width: 190, align: 'center' });
  doc.font('bold').fontSize(14).text('QUYẾT ĐỊNH', 85, 160, { width: 467, align: 'center' });
  doc.text('Hoãn chấp hành án phạt tù', { width: 467, align: 'center' }).font('regular');
  for (const text of body) doc.text(text, { width: 467, align: 'justify', indent: 36, paragraphGap: 6 });
  const { y } = doc;
  doc.font('boldItalic').fontSize(12).text('Nơi nhận:', 85, y).font('regular').fontSize(11);
  for (const text of recipients) doc.text(`- ${text};`);
  doc
    .font('bold')
    .fontSize(14)
    .text('KT. CHÁNH ÁN', 280, y, { width: 270, align: 'center' })
    .text('PHÓ CHÁNH ÁN', { width: 270, align: 'center' });
  doc.text('Nguyễn Văn Bình', 280, y + 110, { width: 270, align: 'center' });
  doc.end();
  const chunks: Buffer[] = [];
  const stream = doc as unknown as Readable;
  for (let chunk: Buffer | null = stream.read(); chunk !== null; chunk = stream.read()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Milliseconds of processor time a document, the median of several runs. */
function cost(work: () => unknown): number {
  const runs = Array.from({ length: RUNS }, () => {
    const start = process.cpuUsage();
    for (let round = 0; round < ROUNDS; round += 1) work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000 / ROUNDS;
  });
  return runs.toSorted((one, other) => one - other)[Math.floor(RUNS / 2)] ?? 0;
}

const slip = (): Buffer =>
  renderSlip({
    agency: 'Tòa án nhân dân khu vực 1 – Hà Nội',
    procedure: 'Hoãn chấp hành án phạt tù',
    caseCode: 'HCHA-2026-000123',
    step: 'Kiểm tra tính đầy đủ, rõ ràng của hồ sơ',
    decision: 'Yêu cầu bổ sung',
    comment: 'Thiếu kết luận của Hội đồng giám định y khoa.',
    data: [{ label: 'Nhận xét', value: 'Hồ sơ có 07 tài liệu.' }],
    documents: [{ name: 'Đơn xin hoãn (Mẫu 01).pdf', sha256: sha256('a') }],
    slips: [{ name: 'Tiếp nhận', sha256: sha256('b') }],
    person: 'Nguyễn Thị Thu Hà',
    position: 'Thư ký Tòa án',
    time: '2026-09-08T03:05:00Z',
  }).pdf;

// both are warm: what is compared is the document, not the compiler
for (let round = 0; round < ROUNDS; round += 1) {
  plainLetter();
  renderDocument(template, input);
  slip();
}
const [plain, own, ownSlip] = [cost(plainLetter), cost(() => renderDocument(template, input)), cost(slip)];
const met = (holds: boolean): string => (holds ? 'met' : 'MISSED');
const bytes = renderDocument(template, input).pdf.length;
console.log(
  `letter of one page: ${own.toFixed(1)} ms, ${bytes} bytes, tagged PDF/A; plain pdfkit, font opened anew: ${plain.toFixed(1)} ms, ${plainLetter().length} bytes`,
);
console.log(`ratio ${(own / plain).toFixed(3)}; target ≤ ${MOST} ${met(own / plain <= MOST)}`);
console.log(`step slip: ${ownSlip.toFixed(1)} ms, ${slip().length} bytes; aim ≤ ${SLIP_BYTES} ${met(slip().length <= SLIP_BYTES)}`);
