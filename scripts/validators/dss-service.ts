/** The EU's DSS as a service of this machine, trusting what it is given. */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pemOf } from '../../keys/second-verifier/pem-of.ts';
import type { Certificate } from '../../signing/trust/certificate.ts';
import { classPathOf } from './java-tools.ts';

export interface DssService {
  readonly url: string;
  close(): void;
}

/** `folder`: for its files. Rejects with what it said when it does not come up. */
export async function startDss(anchors: readonly Certificate[], folder: string): Promise<DssService> {
  const trusted = path.join(folder, 'trusted');
  mkdirSync(trusted, { recursive: true });
  for (const [index, anchor] of anchors.entries()) writeFileSync(path.join(trusted, `${index}.pem`), pemOf([anchor]));
  const source = path.join(import.meta.dirname, 'dss', 'DssService.java');
  const child = spawn('java', ['-cp', await classPathOf('dss'), source, trusted], { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('error', reject);
    child.once('close', () => reject(new Error(errors)));
  });
  return { url, close: () => child.kill() };
}
