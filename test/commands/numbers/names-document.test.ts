import test from 'ava';
import { namesDocument } from '../../../commands/numbers/names-document.ts';

const DOCUMENT = { number: '05/QĐ-TA', day: '2026-03-05' };

test('a document is named by number and date, however both are written', (t) => {
  for (const text of [
    'V/v đính chính Quyết định số 05/QĐ-TA ngày 05/3/2026',
    'Đính chính Quyết định số 05/QĐ-TA ngày 05/03/2026 của Chánh án',
    'đính chính quyết định số 05/qđ-ta ngày 5-3-2026',
    'Đính chính số 05/QĐ‑TA, ngày 05 tháng 3 năm 2026',
    'Thu hồi (05/QĐ-TA) ngày 5  tháng 03 năm 2026.',
    'Đính chính Quyết định số 05/QĐ-TA ngày 05.3.2026'.normalize('NFD'),
  ])
    t.true(namesDocument(text, DOCUMENT), text);
});

test('another number or another date is another document', (t) => {
  for (const text of [
    '',
    'Đính chính quyết định',
    'Đính chính Quyết định số 05/QĐ-TA',
    'Đính chính Quyết định ngày 05/3/2026',
    'Đính chính Quyết định số 15/QĐ-TA ngày 05/3/2026',
    'Đính chính Quyết định số 105/QĐ-TA ngày 05/3/2026',
    'Đính chính Quyết định số 05/QĐ-TAH ngày 05/3/2026',
    'Đính chính Quyết định số 05/QĐ-TA-HS ngày 05/3/2026',
    'Đính chính Quyết định số 05/QĐ-TA ngày 15/3/2026',
    'Đính chính Quyết định số 05/QĐ-TA ngày 05/3/20261',
    'Đính chính Quyết định số 05/QĐ-TA ngày 05/13/2026',
  ])
    t.false(namesDocument(text, DOCUMENT), text);
});
