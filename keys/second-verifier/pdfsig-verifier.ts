/**
 * pdfsig of poppler as the second verifier: it reads the PDF by itself and judges with a store of NSS that holds our anchors. It judges no
 * document time-stamps, and by its own clock.
 */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Transient } from '../../errors.ts';
import type { VerificationReport } from '../../signing/report/verification-report.ts';
import type { Certificate } from '../../signing/trust/certificate.ts';
import type { Trust } from '../trust/trust.ts';
import { pemOf } from './pem-of.ts';
import { inPrivateFolder } from './private-folder.ts';
import { runProgram } from './run-program.ts';
import type { SecondOpinion, Verifier } from './second-verifier.ts';

export function pdfsigVerifier(trust: Trust): Verifier {
  return {
    name: 'pdfsig',
    async check() {
      const { error } = await runProgram('pdfsig', ['-v']);
      const store = await runProgram('certutil', ['-H']);
      return store.error.includes('-A') || store.out.includes('-A') ? /version \S+/.exec(error)?.[0] : undefined;
    },
    verify: async (pdf, report) =>
      await inPrivateFolder(async (folder) => {
        const nss = await storeOf(trust, folder);
        const file = path.join(folder, 'document.pdf');
        // it reads from no pipe
        await writeFile(file, pdf, { mode: 0o600 });
        const { out, error, code } = await runProgram('pdfsig', ['-nssdir', `sql:${nss}`, file]);
        return opinionOf(report, out, error, code);
      }),
  };
}

function opinionOf({ signatures }: VerificationReport, out: string, error: string, code: number | null): SecondOpinion {
  const blocks = out.split(/^Signature #/m).slice(1);
  const signed = blocks.filter((block) => !block.includes('The signature form field is not signed.'));
  const said = `${out}\n${error}`.replaceAll(/^.*Digital Signature Info of: .*\n/gm, '').trim();
  if (signed.length !== signatures.length || signed.length === 0)
    return { valid: false, said: `Expected ${signatures.length} signatures, but pdfsig found ${signed.length} (exit ${code}). ${said}` };
  return {
    valid: signatures.every((signature) =>
      agrees(
        signature,
        signed.find((block) => fieldOf(block) === signature.field),
      ),
    ),
    said,
  };
}

/** The blocks stand in the order of the form, not in that of signing. */
const fieldOf = (block: string): string | undefined => /^ {2}- Signature Field Name: (.*)$/m.exec(block)?.[1];

function agrees({ kind, coversWholeFile }: VerificationReport['signatures'][number], block: string | undefined): boolean {
  if (block === undefined || (coversWholeFile && !block.includes('- Total document signed'))) return false;
  return kind === 'documentTimeStamp' || isGood(block);
}

const isGood = (block: string): boolean =>
  block.includes('Signature Validation: Signature is Valid.') && block.includes('Certificate Validation: Certificate is Trusted.');

async function storeOf({ signing, intermediates }: Trust, folder: string): Promise<string> {
  const nss = path.join(folder, 'nss');
  await mkdir(nss);
  await chmod(nss, 0o700);
  const store = ['-d', `sql:${nss}`];
  await must(['-N', ...store, '--empty-password']);
  const add = async (certificate: Certificate, name: string, trusted: string): Promise<void> => {
    const file = path.join(folder, `${name}.pem`);
    await writeFile(file, pemOf([certificate]));
    await must(['-A', ...store, '-n', name, '-t', trusted, '-i', file]);
  };
  for (const [index, { certificate }] of signing.entries()) await add(certificate, `root${index}`, 'CT,C,C');
  for (const [index, certificate] of intermediates.entries()) await add(certificate, `other${index}`, ',,');
  return nss;
}

async function must(args: readonly string[]): Promise<void> {
  const { code, error } = await runProgram('certutil', args);
  if (code !== 0) throw new Transient('verifierUnavailable', `Expected certutil to keep our anchors, but: ${error}`);
}
