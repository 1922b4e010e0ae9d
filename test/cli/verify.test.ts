import test, { type ExecutionContext } from 'ava';
import type { CliContext } from '../../cli/cli-command.ts';
import { runCli } from '../../cli/run-cli.ts';
import { verifyCommand } from '../../cli/verify.ts';
import type { VerificationReport } from '../../signing/report/verification-report.ts';
import { letter } from '../signing/pdfs/letter.ts';
import { MINUTE, makePki } from '../signing/pki/test-pki.ts';
import { addLetterEvidence, signLetter, withRoute } from '../signing/sign-letter.ts';
import { folderOf, pem } from '../signing/tools/run-tool.ts';

const pki = await makePki();
const signer = await pki.issue({ name: 'Trần Quốc Khánh', uid: 'CCCD:001', organization: 'Sở Tư pháp' });
const signed = await signLetter(pki, withRoute(letter()), { by: signer, stampedAt: pki.now + MINUTE, reason: 'Phê duyệt' });
const proven = await addLetterEvidence(pki, Buffer.from(signed), [signer]);
const AT = ['--at', new Date(pki.now + 15 * MINUTE).toISOString()];

interface Result {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

async function verify(t: ExecutionContext, pdf: Buffer, words: readonly string[]): Promise<Result> {
  const at = folderOf(t, { 'file.pdf': pdf, 'root.pem': pem(pki.root.certificate.der) });
  const named = words.map((word) => (word === 'root.pem' || word === 'file.pdf' ? at(word) : word));
  const [out, error]: [string[], string[]] = [[], []];
  const code = await runCli(['verify', ...named], {
    commands: { verify: async () => await Promise.resolve(verifyCommand) },
    version: '0',
    context: () => ({ print: (line: string) => void out.push(line) }) as CliContext,
    print: (line) => void out.push(line),
    printError: (line) => void error.push(line),
  });
  return { code, out: out.join('\n'), error: error.join('\n') };
}

test('a valid file passes, and the report says who, when, and what was covered, in Vietnamese or English', async (t) => {
  const { code, out } = await verify(t, proven, ['file.pdf', '--trust', 'root.pem', ...AT]);
  t.is(code, 0, out);
  t.regex(out, /Kết quả: HỢP LỆ \(TOTAL-PASSED\)/);
  t.regex(out, /Người ký: Trần Quốc Khánh, Sở Tư pháp, CCCD:001/);
  t.regex(out, /Tư cách: cá nhân/);
  t.regex(out, /Thời gian được chứng thực: 2026-06-01T10:01:00\+07:00/);
  t.regex(out, /được phép: thêm bằng chứng/);
  const english = await verify(t, proven, ['file.pdf', '--trust', 'root.pem', '--language', 'en', ...AT]);
  t.regex(english.out, /Result: VALID \(TOTAL-PASSED\)/);
  t.regex(english.out, /Certificate at the time of signing: valid/);
});

test('a file without revocation evidence is not valid, unless that is allowed', async (t) => {
  t.is((await verify(t, signed, ['file.pdf', '--trust', 'root.pem', ...AT])).code, 1);
  t.is((await verify(t, signed, ['file.pdf', '--trust', 'root.pem', '--allow-indeterminate', ...AT])).code, 0);
});

test('a changed file fails whatever is allowed, and JSON says why', async (t) => {
  const changed = Buffer.from(proven);
  changed.write('900', changed.indexOf('100 dong'), 'latin1');
  const { code, out } = await verify(t, changed, ['file.pdf', '--trust', 'root.pem', '--allow-indeterminate', '--json', ...AT]);
  t.is(code, 1);
  const report = JSON.parse(out) as VerificationReport;
  t.is(report.schema, 'trinh-ky/verification/1');
  t.deepEqual([report.indication, report.subIndication], ['TOTAL-FAILED', 'HASH_FAILURE']);
});

test('an unknown authority is not let pass as merely indeterminate', async (t) => {
  const stranger = await makePki();
  const foreign = await signLetter(stranger, withRoute(letter()), { by: await stranger.issue({ name: 'Stranger' }) });
  t.is((await verify(t, foreign, ['file.pdf', '--trust', 'root.pem', '--allow-indeterminate', ...AT])).code, 1);
});

test('wrong usage is not taken for a verdict', async (t) => {
  for (const words of [
    ['file.pdf'],
    ['--trust', 'root.pem'],
    ['file.pdf', '--trust', 'root.pem', '--at', 'yesterday'],
    ['missing.pdf', '--trust', 'root.pem'],
    ['file.pdf', '--trust', 'file.pdf'],
  ]) {
    const { code, error } = await verify(t, signed, words);
    t.is(code, 2, words.join(' '));
    t.regex(error, /Usage: trinh-ky verify/);
  }
});
