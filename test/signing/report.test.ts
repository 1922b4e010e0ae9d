import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { FINDINGS } from '../../signing/finding.ts';
import { renderReport } from '../../signing/report/render-report.ts';
import vi from '../../signing/report/vi.json' with { type: 'json' };
import en from '../../signing/report/en.json' with { type: 'json' };
import { verifyPdf } from '../../signing/verify-pdf.ts';

function keysOf(value: object, prefix = ''): readonly string[] {
  return Object.entries(value).flatMap(([key, child]) =>
    typeof child === 'string' ? [`${prefix}${key}`] : keysOf(child as object, `${prefix}${key}.`),
  );
}

test('both languages say everything, and every finding and change has its text', (t) => {
  t.deepEqual(keysOf(vi), keysOf(en));
  t.deepEqual(Object.keys(vi.findings).toSorted(), Object.keys(FINDINGS).toSorted());
  const source = fs.readFileSync(path.join(import.meta.dirname, '../../signing/compare/change.ts'), 'utf8');
  const codes = [...source.matchAll(/'(\w+)'/g)].map(([, code = '']) => code);
  t.deepEqual(Object.keys(vi.changes).toSorted(), [...codes].toSorted());
});

test('what a file says cannot command the terminal that shows the report', (t) => {
  const report = verifyPdf(Buffer.from('not a pdf'), { anchors: [], at: 0 });
  const findings = [
    {
      ...report.findings[0],
      code: 'unreadable',
      indication: 'TOTAL-FAILED',
      subIndication: 'FORMAT_FAILURE',
      details: { reason: '\u001B[2Jgone' },
    },
  ] as const;
  t.false(
    renderReport({ ...report, findings }, 'x.pdf', 'vi')
      .join('\n')
      .includes('\u001B'),
  );
});
