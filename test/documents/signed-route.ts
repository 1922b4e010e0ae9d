/** A document that went its whole way: made, given its fields, signed by two and sealed with its number, with evidence for long. */
import { randomBytes } from 'node:crypto';
import { PNG } from 'pngjs';
import { DATE_FIELD, NUMBER_FIELD, documentFields } from '../../documents/document-fields.ts';
import { sizeOf } from '../../documents/marks/appearance.ts';
import { sealAppearance, signatureAppearance } from '../../documents/marks/ink-appearance.ts';
import { dateAppearance, numberAppearance } from '../../documents/marks/text-appearance.ts';
import { renderDocument, type RenderedDocument } from '../../documents/render-document.ts';
import { required } from '../../errors.ts';
import { addFields } from '../../signing/pdf/add-fields.ts';
import type { Issued } from '../signing/pki/test-authority.ts';
import { MINUTE, type TestPki } from '../signing/pki/test-pki.ts';
import { addLetterEvidence, signLetter, stampLetter } from '../signing/sign-letter.ts';
import { inputOf, templateOf } from './samples/office.ts';

export interface SignedRoute {
  readonly rendered: RenderedDocument;
  readonly signed: Buffer;
  readonly archived: Buffer;
}

export async function signedRoute(pki: TestPki): Promise<SignedRoute> {
  const people = [
    await pki.issue({ name: 'Lê Thị Hạnh' }),
    await pki.issue({ name: 'Nguyễn Văn Bình', key: 'rsa-2048' }),
    await pki.issue({ name: 'Tòa án' }),
  ] as const;
  const rendered = renderDocument(template(), unnumbered());
  const signed = await signAll(pki, rendered, people);
  return { rendered, signed, archived: await stampLetter(pki, await addLetterEvidence(pki, signed, people), pki.now + 12 * MINUTE) };
}

const template = () =>
  templateOf({
    signatures: [
      { field: 'clerk', title: 'Thư ký' },
      { field: 'decider', title: 'Chánh án', seal: true },
    ],
  });

function unnumbered() {
  const {
    number: _number,
    date: _date,
    ...rest
  } = inputOf({ signers: { decider: { name: 'Nguyễn Văn Bình' }, clerk: { name: 'Lê Thị Hạnh' } } });
  return rest;
}
/** A scrawl in black on white, as a scanner gives it. */
function scrawl(): Buffer {
  const png = new PNG({ width: 200, height: 100 });
  png.data.fill(255);
  for (let x = 0; x < 200; x += 1) {
    for (let thick = 0; thick < 4; thick += 1) {
      const y = Math.round(50 + 35 * Math.sin(x / 12)) + thick;
      png.data.fill(0, (y * 200 + x) * 4, (y * 200 + x) * 4 + 3);
    }
  }
  return PNG.sync.write(png);
}

async function signAll(pki: TestPki, { pdf, places }: RenderedDocument, people: readonly [Issued, Issued, Issued]): Promise<Buffer> {
  const fields = documentFields(places);
  const size = (name: string) =>
    sizeOf(
      required(
        fields.find((field) => field.name === name),
        name,
      ).rectangle,
    );
  let file = addFields(pdf, fields, randomBytes);
  const signed = async (field: string, by: Issued, at: number, more: object): Promise<void> => {
    file = Buffer.from(await signLetter(pki, file, { by, field, stampedAt: pki.now + at * MINUTE, ...more }));
  };
  await signed('clerk', people[0], 1, { certify: 2, appearance: signatureAppearance(scrawl(), size('clerk')) });
  await signed('decider', people[1], 2, { appearance: signatureAppearance(scrawl(), size('decider')) });
  const fill = [
    { field: NUMBER_FIELD, value: '05', appearance: numberAppearance(5, size(NUMBER_FIELD)) },
    { field: DATE_FIELD, value: 'ngày 07 tháng 9 năm 2026', appearance: dateAppearance('ngày 07 tháng 9 năm 2026', size(DATE_FIELD)) },
  ];
  await signed('seal', people[2], 3, { fill, appearance: sealAppearance(scrawl(), size('seal')) });
  return file;
}
