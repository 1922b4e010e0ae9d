/** The step slip: small, the same each time, chained to what came before. */
import test from 'ava';
import { renderSlip, type SlipInput } from '../../documents/render-slip.ts';
import { folderOf, hasTool, runTool } from '../signing/tools/run-tool.ts';
import { sha256 } from './samples/office.ts';
import { readMade } from './samples/read-made.ts';

const SLIP: SlipInput = {
  agency: 'Tòa án nhân dân khu vực 1 – Hà Nội',
  procedure: 'Hoãn chấp hành án phạt tù',
  caseCode: 'HCHA-2026-000123',
  step: 'Kiểm tra tính đầy đủ, rõ ràng của hồ sơ',
  decision: 'Yêu cầu bổ sung',
  comment: 'Thiếu kết luận của Hội đồng giám định y khoa.',
  data: [
    { label: 'Còn được tại ngoại', value: 'Có' },
    { label: 'Nhận xét', value: 'Hồ sơ có 07 tài liệu.' },
  ],
  documents: [{ name: 'Đơn xin hoãn (Mẫu 01).pdf', sha256: sha256('a') }],
  slips: [{ name: 'Tiếp nhận', sha256: sha256('b') }],
  person: 'Nguyễn Thị Thu Hà',
  position: 'Thư ký Tòa án',
  time: '2026-09-08T03:05:00Z',
};

test('it says who did what, when, and on what, and has one place for a signature', (t) => {
  const slip = renderSlip(SLIP);
  t.is(slip.pages, 1);
  t.deepEqual(
    slip.places.signatures.map(({ field, capacity, page }) => [field, capacity, page]),
    [['signature', 'personal', 0]],
  );
  if (!hasTool(t, 'pdftotext')) return;
  const at = folderOf(t, { 'slip.pdf': slip.pdf });
  const text = runTool('pdftotext', ['-layout', at('slip.pdf'), '-']).out.replaceAll(/\s+/g, ' ');
  const said = [
    SLIP.procedure,
    SLIP.caseCode,
    SLIP.step,
    SLIP.decision,
    SLIP.comment ?? '',
    SLIP.person,
    '10 giờ 05 phút, ngày 08 tháng 9 năm 2026',
  ];
  for (const part of [...said, 'Còn được tại ngoại: Có', sha256('a'), sha256('b')]) t.true(text.includes(part), part);
});

test('it is small, archivable, tagged, and the strict reader takes it', (t) => {
  const { pdf } = renderSlip(SLIP);
  t.true(pdf.length <= 15 * 1024, `${pdf.length} bytes`);
  const made = readMade(pdf);
  t.is(made.stray, 0);
  t.true(made.outputIntent);
  t.deepEqual(made.loose, []);
  t.is(made.tags.filter((tag) => tag === 'H1').length, 1);
});

test('the same step gives the same bytes, another hash others', (t) => {
  t.true(renderSlip(SLIP).pdf.equals(renderSlip(SLIP).pdf));
  t.false(renderSlip({ ...SLIP, slips: [{ name: 'Tiếp nhận', sha256: sha256('c') }] }).pdf.equals(renderSlip(SLIP).pdf));
});

test('what is no hash and no instant is refused', (t) => {
  for (const wrong of ['', 'abc', sha256('a').toUpperCase(), `${sha256('a')}0`])
    t.throws(() => renderSlip({ ...SLIP, documents: [{ name: 'x', sha256: wrong }] }), { code: 'documents.slip' }, wrong);
  for (const time of ['', '2026-09-08', '2026-09-08T03:05', 'yesterday'])
    t.throws(() => renderSlip({ ...SLIP, time }), { code: 'documents.slip' }, time);
});

test('a long step goes on over pages, the signature with its last lines', (t) => {
  const data = Array.from({ length: 120 }, (_, at) => ({ label: `Mục ${at + 1}`, value: 'Đã kiểm tra, đầy đủ, hợp lệ' }));
  const slip = renderSlip({ ...SLIP, data });
  t.true(slip.pages > 1);
  t.is(slip.places.signatures[0]?.page, slip.pages - 1);
});
