/** Files for other validators: each shipped document as it is made and with its fields, and one that went its whole way. */
import { randomBytes } from 'node:crypto';
import { documentFields } from '../../documents/document-fields.ts';
import { renderDocument } from '../../documents/render-document.ts';
import { addFields } from '../../signing/pdf/add-fields.ts';
import { SHIPPED } from '../../test/documents/samples/shipped.ts';
import { signedRoute } from '../../test/documents/signed-route.ts';
import { MINUTE, makePki, type TestPki } from '../../test/signing/pki/test-pki.ts';
import { addLetterEvidence, signLetter, stampLetter, withRoute } from '../../test/signing/sign-letter.ts';
import { compressedLetter, letter } from '../../test/signing/pdfs/letter.ts';

export interface SignedSample {
  readonly name: string;
  readonly pdf: Buffer;
  /** whether a verifier with revocation evidence at hand must find it valid */
  readonly valid: boolean;
}

export function madeDocuments(): ReadonlyMap<string, Buffer> {
  const made = new Map<string, Buffer>();
  for (const { module, template, input } of SHIPPED) {
    const { pdf, places } = renderDocument(template, input);
    made.set(`${module}-${template.document}.pdf`, pdf);
    made.set(`${module}-${template.document}-fields.pdf`, addFields(pdf, documentFields(places), randomBytes));
  }
  return made;
}

export async function signedSamples(): Promise<{ readonly pki: TestPki; readonly samples: readonly SignedSample[] }> {
  // others judge by the machine's own clock
  const pki = await makePki(Math.floor(Date.now() / 1000) * 1000 - 20 * MINUTE);
  const route = await signedRoute(pki);
  const samples: SignedSample[] = [
    { name: 'route-signed', pdf: route.signed, valid: false },
    { name: 'route-archived', pdf: route.archived, valid: true },
  ];
  for (const [name, base] of [
    ['table', letter()],
    ['stream', compressedLetter()],
  ] as const)
    samples.push(...(await lettersOf(pki, name, base)));
  return { pki, samples };
}

/** Every level; then a byte that was changed after the signatures, and the revision before the evidence. */
async function lettersOf(pki: TestPki, name: string, base: Buffer): Promise<readonly SignedSample[]> {
  const people = [await pki.issue({ name: 'Người ký' }), await pki.issue({ name: 'Lãnh đạo', key: 'rsa-2048' })] as const;
  const basic = await signLetter(pki, withRoute(base), { by: people[0], certify: 2 });
  const first = await signLetter(pki, withRoute(base), { by: people[0], certify: 2, stampedAt: pki.now + MINUTE });
  const signed = await signLetter(pki, first, { by: people[1], field: 'Leader', stampedAt: pki.now + 2 * MINUTE });
  const longTerm = await addLetterEvidence(pki, signed, people);
  const archived = await stampLetter(pki, Buffer.from(longTerm), pki.now + 12 * MINUTE);
  const changed = Buffer.from(archived);
  const place = changed.indexOf('/Type');
  changed[place + 1] = 0x54 + 1;
  return [
    { name: `${name}-B-B`, pdf: basic, valid: false },
    { name: `${name}-B-T`, pdf: signed, valid: false },
    { name: `${name}-B-LT`, pdf: longTerm, valid: true },
    { name: `${name}-B-LTA`, pdf: archived, valid: true },
    { name: `${name}-changed`, pdf: changed, valid: false },
  ];
}
