import test from 'ava';
import { tellScanning } from '../../composition/tell-scanning.ts';
import { createLogger } from '../../logging/logger.ts';
import { toldScanner } from '../scanning/told-scanner.ts';

async function said(elsewhere: boolean, scanner?: ReturnType<typeof toldScanner>): Promise<Record<string, unknown>> {
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (entry: string) => void lines.push(JSON.parse(entry) as Record<string, unknown>) };
  const logger = createLogger({ level: 'info', format: 'json', destination });
  await tellScanning({ clamd: undefined, elsewhere }, { logger, ...(scanner && { scanner }) });
  return lines[0] ?? {};
}

test('the start says by what files are scanned for malware, or that they are not, or that the scanner does not answer', async (t) => {
  t.like(await said(false), { level: 'warn', message: 'files that are brought are not scanned for malware: set CLAMD_URL' });
  t.regex(String((await said(true))['message']), /FILES_SCANNED_ELSEWHERE/);
  const scanner = toldScanner();
  t.like(await said(false, scanner), { level: 'info', scanner: 'ClamAV 1.4.6/27500' });
  scanner.isDown = true;
  t.like(await said(false, scanner), { level: 'warn', error: { message: 'down by the test' } });
});
