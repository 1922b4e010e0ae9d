/** OpenSSL as the second verifier: `cms -verify -cades` for each signature, `ts -verify` for each document time-stamp. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { VerificationReport } from '../../signing/report/verification-report.ts';
import { allAnchors, type Trust } from '../trust/trust.ts';
import { findSignedParts, type SignedPart } from './find-signed-parts.ts';
import { pemOf } from './pem-of.ts';
import { inPrivateFolder } from './private-folder.ts';
import { runProgram, type ProgramResult } from './run-program.ts';
import type { SecondOpinion, Verifier } from './second-verifier.ts';

interface Files {
  readonly roots: string;
  /** absent: none */
  readonly others?: string;
  readonly signed: string;
  readonly covered: string;
}

export function opensslVerifier(trust: Trust, command = 'openssl'): Verifier {
  return {
    name: 'openssl',
    async check() {
      const { code, out } = await runProgram(command, ['version']);
      return code === 0 ? out.trim() : undefined;
    },
    async verify(pdf, report, at) {
      const parts = findSignedParts(pdf);
      if (parts?.length !== report.signatures.length || parts.length === 0)
        return { valid: false, said: `Expected ${report.signatures.length} signatures, but found ${parts?.length ?? 'broken ones'}.` };
      return await inPrivateFolder(async (folder) => {
        const files = await trustedIn(folder, trust);
        const opinions: SecondOpinion[] = [];
        for (const [index, part] of parts.entries()) {
          const signature = report.signatures[index];
          if (signature) opinions.push(await verifyOne(command, files, part, { signature, at }));
        }
        return { valid: opinions.every(({ valid }) => valid), said: opinions.map(({ said }) => said).join('\n') };
      });
    },
  };
}

async function trustedIn(folder: string, trust: Trust): Promise<Files> {
  const [roots, others, signed, covered] = ['roots.pem', 'others.pem', 'signed.der', 'covered.bin'].map((name) =>
    path.join(folder, name),
  ) as [string, string, string, string];
  await writeFile(roots, pemOf(allAnchors(trust).map(({ certificate }) => certificate)));
  if (trust.intermediates.length === 0) return { roots, signed, covered };
  await writeFile(others, pemOf(trust.intermediates));
  return { roots, others, signed, covered };
}

interface Asked {
  readonly signature: VerificationReport['signatures'][number];
  readonly at: string;
}

/** Certificates are judged for the proven time: what has expired since is no fault. */
async function verifyOne(command: string, files: Files, { der, covered }: SignedPart, { signature, at }: Asked): Promise<SecondOpinion> {
  await writeFile(files.signed, der);
  await writeFile(files.covered, covered, { mode: 0o600 });
  const time = String(Math.floor(Date.parse(signature.signedBefore ?? at) / 1000));
  const stamp = ['ts', '-verify', '-token_in', '-in', files.signed, '-data', files.covered, '-CAfile', files.roots, '-attime', time];
  const content = ['-inform', 'DER', '-in', files.signed, '-content', files.covered, '-CAfile', files.roots];
  const sealed = ['cms', '-verify', '-binary', ...content, '-purpose', 'any', '-attime', time, '-out', '/dev/null'];
  const { others } = files;
  const args =
    signature.kind === 'documentTimeStamp'
      ? [...stamp, ...(others === undefined ? [] : ['-untrusted', others])]
      : [
          ...sealed,
          ...(signature.format === 'ETSI.CAdES.detached' ? ['-cades'] : []),
          ...(others === undefined ? [] : ['-certfile', others]),
        ];
  return opinionOf(signature.field, await runProgram(command, args));
}

function opinionOf(field: string, { code, out, error }: ProgramResult): SecondOpinion {
  const said = `${out}\n${error}`.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('Warning'));
  return { valid: code === 0, said: `${field}: ${code === 0 ? 'verified' : said.join('; ')}` };
}
