/** ClamAV's own daemon, on a socket and with signatures of the test's own: nothing is downloaded. */
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createClamdScanner } from '../../scanning/clamd-scanner.ts';
import { EICAR } from './eicar.ts';

export const CLAMD = ['/usr/sbin', '/usr/local/sbin', '/usr/bin', '/opt/homebrew/sbin']
  .map((folder) => path.join(folder, 'clamd'))
  .find((file) => fs.existsSync(file));

export interface RealClamd {
  readonly scanner: ReturnType<typeof createClamdScanner>;
  stop(): Promise<void>;
}

/** `settings`: lines of clamd.conf beside the usual; `signatures`: of an extended database (.ndb). */
export async function startClamd(settings: readonly string[], signatures = [signatureOf('Test.Eicar', EICAR)]): Promise<RealClamd> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clamd-'));
  const database = path.join(folder, 'signatures');
  const socket = path.join(folder, 'clamd.ctl');
  fs.mkdirSync(database);
  fs.writeFileSync(path.join(database, 'own.ndb'), `${signatures.join('\n')}\n`);
  const own = [`DatabaseDirectory ${database}`, `LocalSocket ${socket}`, 'Foreground yes', `TemporaryDirectory ${folder}`];
  // started by root it would become somebody who may not read the folder
  const user = process.getuid?.() === 0 ? ['User root'] : [];
  fs.writeFileSync(path.join(folder, 'clamd.conf'), `${[...own, ...user, ...settings].join('\n')}\n`);
  const clamd = spawn(CLAMD ?? 'clamd', ['-c', path.join(folder, 'clamd.conf')], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const out of [clamd.stdout, clamd.stderr]) out.on('data', (part: Buffer) => void (said += part.toString()));
  const ended = new Promise<void>((resolve) => void clamd.once('exit', () => resolve()));
  const scanner = createClamdScanner({ socket });
  const stop = async (): Promise<void> => {
    clamd.kill();
    await ended;
    fs.rmSync(folder, { recursive: true, force: true });
  };
  const isGone = ended.then(() => true);
  while (!(await answers(scanner)))
    if (await Promise.race([isGone, new Promise<false>((resolve) => void setTimeout(resolve, 50, false))])) {
      fs.rmSync(folder, { recursive: true, force: true });
      throw new Error(`clamd ended: ${said}`);
    }
  return { scanner, stop };
}

const answers = async (scanner: RealClamd['scanner']): Promise<boolean> =>
  await scanner.version().then(
    () => true,
    () => false,
  );

/** name:any kind of file:anywhere in it:bytes */
export const signatureOf = (name: string, text: string): string => `${name}:0:*:${Buffer.from(text).toString('hex')}`;

export const clamdVersion = (): string => execFileSync(CLAMD ?? 'clamd', ['--version'], { encoding: 'utf8' }).trim();
