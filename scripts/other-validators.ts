/**
 * `npm run validators`, release tier: what others' validators say of our files, who share no code with ours. The EU's DSS judges signatures of
 * every level, asked as the product asks it; veraPDF judges whether documents are PDF/A-2a as they say. A dated report in docs/reports; exit
 * code 1 where one does not agree. Needs a JDK 17, Maven and the network the first time.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { createExchange } from '../keys/evidence/exchange.ts';
import { dssVerifier } from '../keys/second-verifier/dss-verifier.ts';
import { verifyLetter } from '../test/signing/sign-letter.ts';
import { startDss } from './validators/dss-service.ts';
import { madeDocuments, signedSamples } from './validators/samples.ts';
import { askVeraPdf } from './validators/vera-pdf.ts';

interface Row {
  readonly what: string;
  readonly said: string;
  readonly agrees: boolean;
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'validators-'));
try {
  const { pki, samples } = await signedSamples();
  const signatures = await judgedByDss();
  const archives = await judgedByVeraPdf();
  await save(signatures, archives);
  process.exitCode = [...signatures, ...archives].every(({ agrees }) => agrees) ? 0 : 1;

  async function judgedByDss(): Promise<readonly Row[]> {
    const anchors = pki.anchors.map(({ certificate }) => certificate);
    const dss = await startDss(anchors, folder);
    const exchange = createExchange();
    try {
      const { verify } = dssVerifier(dss.url, exchange);
      const rows: Row[] = [];
      for (const { name, pdf, valid } of samples) {
        const opinion = await verify(pdf, verifyLetter(pki, pdf, Date.now()), new Date().toISOString());
        rows.push(told({ what: name, said: opinion.said.replaceAll('\n', '; '), agrees: opinion.valid === valid }));
      }
      return rows;
    } finally {
      exchange.close();
      dss.close();
    }
  }

  async function judgedByVeraPdf(): Promise<readonly Row[]> {
    const files = new Map([...madeDocuments(), ...samples.filter(({ name }) => name.startsWith('route')).map(pdfOf)]);
    for (const [name, pdf] of files) writeFileSync(path.join(folder, name), pdf);
    const judged = await askVeraPdf([...files.keys()].map((name) => path.join(folder, name)));
    return judged.map(({ file, compliant, broken }) =>
      told({ what: path.basename(file), said: compliant ? 'PDF/A-2a' : broken.join('; '), agrees: compliant }),
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function pdfOf({ name, pdf }: { readonly name: string; readonly pdf: Buffer }): readonly [string, Buffer] {
  return [`${name}.pdf`, pdf];
}

function told(row: Row): Row {
  console.log(`${row.agrees ? 'agrees ' : 'DIFFERS'}  ${row.what}: ${row.said}`);
  return row;
}

async function save(signatures: readonly Row[], archives: readonly Row[]): Promise<void> {
  const date = new Date().toISOString().slice(0, 10);
  const file = path.join(import.meta.dirname, '../docs/reports', `${date}-validators.md`);
  const table = (rows: readonly Row[]): string =>
    rows.length === 0
      ? ''
      : [
          '| What | Said | |',
          '| --- | --- | --- |',
          ...rows.map(({ what, said, agrees }) => `| ${what} | ${said} | ${agrees ? '' : 'DIFFERS'} |`),
        ].join('\n');
  const text = `# Other validators, ${date}

Made by \`npm run validators\`. Without revocation evidence (B-B, B-T) a signature is not valid: that is what is expected of these files,
and of the one that was changed.

## Signatures: EU DSS

${table(signatures)}

## Archives: veraPDF, PDF/A-2a

${archives.length} files: each shipped document as it is made and with its fields, and one that was signed, sealed and archived.
${archives.filter(({ agrees }) => agrees).length} are what they say they are.

${table(archives.filter(({ agrees }) => !agrees))}
`;
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser: 'markdown' }));
}
