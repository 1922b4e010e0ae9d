/** Updates after the signature: incremental saving, shadow and certification attacks. The signed bytes are untouched in each. */
import test from 'ava';
import { PdfDict, PdfRef, PdfString } from '../../../signing/pdf/pdf-object.ts';
import type { IncrementalUpdate } from '../../../signing/pdf/incremental-update.ts';
import { readPages } from '../../../signing/pdf/read-pages.ts';
import { addFields } from '../../../signing/pdf/add-fields.ts';
import { randomBytes } from 'node:crypto';
import { MINUTE, makePki } from '../pki/test-pki.ts';
import { letter } from '../pdfs/letter.ts';
import { addLetterEvidence, codesOf, signLetter, stampLetter, verifyLetter, withRoute } from '../sign-letter.ts';
import { fieldOf, revise } from './revise.ts';

const pki = await makePki();
const signer = await pki.issue({ name: 'Signer' });
const evidenced = async (pdf: Buffer): Promise<Buffer> => await addLetterEvidence(pki, pdf, [signer]);
const plain = await evidenced(await signLetter(pki, withRoute(letter()), { by: signer, stampedAt: pki.now + MINUTE }));
const certified = await evidenced(await signLetter(pki, withRoute(letter()), { by: signer, certify: 2, stampedAt: pki.now + MINUTE }));
const frozen = await evidenced(await signLetter(pki, withRoute(letter()), { by: signer, certify: 1, stampedAt: pki.now + MINUTE }));
const sealed = await evidenced(await signLetter(pki, withRoute(letter()), { by: signer, field: 'Seal', stampedAt: pki.now + MINUTE }));

const overlay = (update: IncrementalUpdate): PdfRef =>
  update.add({ dict: '/Type/XObject/Subtype/Form/BBox[0 0 595 842]', stream: Buffer.from('1 1 1 rg 0 0 595 842 re f') });

function page(update: IncrementalUpdate, index = 0): PdfDict {
  return update.editDict(readPages(update.document)[index]?.ref ?? new PdfRef(0));
}

interface Attack {
  readonly name: string;
  readonly on?: Buffer;
  readonly code: string;
  readonly change: (update: IncrementalUpdate) => void;
}

const ATTACKS: readonly Attack[] = [
  {
    name: 'other contents of a page',
    code: 'pageChanged',
    change: (update) => update.put(new PdfRef(6), { dict: '', stream: Buffer.from('BT ET') }),
  },
  { name: 'another size of a page', code: 'pageChanged', change: (update) => page(update).entries.set('MediaBox', [0, 0, 10, 10]) },
  {
    name: 'a font that draws other letters',
    code: 'pageChanged',
    change: (update) => update.put(new PdfRef(5), '<</Type/Font/Subtype/Type1/BaseFont/Symbol>>'),
  },
  { name: 'a page less', code: 'pagesChanged', change: (update) => update.editDict(new PdfRef(2)).entries.set('Kids', [new PdfRef(3)]) },
  {
    name: 'pages in another order',
    code: 'pagesChanged',
    change: (update) => update.editDict(new PdfRef(2)).entries.set('Kids', [new PdfRef(4), new PdfRef(3)]),
  },
  {
    name: 'resources that pages inherit',
    code: 'catalogChanged',
    change: (update) => update.editDict(new PdfRef(2)).entries.set('Resources', new PdfDict()),
  },
  {
    name: 'hide: an object that showed something is freed',
    code: 'pageChanged',
    change: (update) => page(update).entries.set('Contents', null),
  },
  {
    name: 'replace: an annotation over the text',
    code: 'annotationAdded',
    change: (update) => {
      const widget = update.add(`<</Type/Annot/Subtype/Stamp/Rect[0 0 595 842]/AP<</N ${overlay(update).number} 0 R>>>>`);
      update.editArray(page(update), 'Annots').push(widget);
    },
  },
  {
    name: 'replace: an annotation over the text, although certification allows comments',
    on: await evidenced(await signLetter(pki, withRoute(letter()), { by: signer, certify: 3, stampedAt: pki.now + MINUTE })),
    code: 'annotationAdded',
    change: (update) => {
      const note = update.add(`<</Type/Annot/Subtype/FreeText/Rect[0 0 595 842]/AP<</N ${overlay(update).number} 0 R>>>>`);
      update.editArray(page(update), 'Annots').push(note);
    },
  },
  {
    name: 'hide-and-replace: another page tree',
    code: 'pagesChanged',
    change: (update) => {
      const root = update.add('<</Type/Catalog/Pages 99 0 R>>');
      update.editDict(update.document.rootRef).entries.set('Pages', root);
    },
  },
  {
    name: 'an action when the file opens',
    code: 'catalogChanged',
    change: (update) =>
      update.editDict(update.document.rootRef).entries.set('OpenAction', update.add('<</S/JavaScript/JS(app.alert\\(1\\))>>')),
  },
  {
    name: 'layers that hide the text',
    code: 'catalogChanged',
    change: (update) => update.editDict(update.document.rootRef).entries.set('OCProperties', new PdfDict()),
  },
  {
    name: 'fields drawn anew by the reader',
    code: 'formChanged',
    change: (update) => update.editDict(update.document.catalog.get('AcroForm') as PdfRef).entries.set('NeedAppearances', true),
  },
  {
    name: 'another title',
    code: 'informationChanged',
    change: (update) => update.editDict(new PdfRef(8)).entries.set('Title', new PdfString(Buffer.from('x'), true)),
  },
  {
    name: 'the picture of a signed field',
    code: 'signedFieldChanged',
    change: (update) => fieldOf(update, 'Drafter').entries.set('AP', new PdfDict([['N', overlay(update)]])),
  },
  {
    name: 'a picture in a field that nobody has signed',
    code: 'fieldChanged',
    change: (update) => fieldOf(update, 'Leader').entries.set('AP', new PdfDict([['N', overlay(update)]])),
  },
  {
    name: 'an unsigned field moved over the text',
    code: 'fieldChanged',
    change: (update) => {
      fieldOf(update, 'Leader').entries.set('Rect', [0, 0, 595, 842]);
      fieldOf(update, 'Leader').entries.set('V', update.add('<</Type/Sig/SubFilter/ETSI.CAdES.detached>>'));
    },
  },
  {
    name: 'a number that nobody signs',
    code: 'filledUnsigned',
    change: (update) => fieldOf(update, 'Number').entries.set('V', new PdfString(Buffer.from('999'), true)),
  },
  {
    name: 'a number after the seal has locked everything',
    on: sealed,
    code: 'lockedFieldChanged',
    change: (update) => fieldOf(update, 'Number').entries.set('V', new PdfString(Buffer.from('999'), true)),
  },
  {
    name: 'a signature after the seal has locked everything',
    on: sealed,
    code: 'lockedFieldChanged',
    change: (update) => fieldOf(update, 'Leader').entries.set('V', update.add('<</Type/Sig/SubFilter/ETSI.CAdES.detached>>')),
  },
  {
    name: 'a field of a document certified as final',
    on: frozen,
    code: 'certifiedUnchangeable',
    change: (update) => fieldOf(update, 'Number').entries.set('V', new PdfString(Buffer.from('999'), true)),
  },
  {
    name: 'the end of the certification',
    on: certified,
    code: 'catalogChanged',
    change: (update) => update.editDict(update.document.rootRef).entries.delete('Perms'),
  },
  {
    name: 'a field taken out of the form',
    code: 'fieldRemoved',
    change: (update) => update.editArray(update.editDict(update.document.catalog.get('AcroForm') as PdfRef), 'Fields').pop(),
  },
];

for (const { name, on = plain, code, change } of ATTACKS) {
  test(`refused after signing: ${name}`, (t) => {
    t.is(verifyLetter(pki, on).indication, 'TOTAL-PASSED', 'the file is valid before the attack');
    const report = verifyLetter(pki, revise(on, change));
    t.is(report.indication, 'TOTAL-FAILED');
    t.true(codesOf(report).includes(code), codesOf(report).join());
  });
}

test('refused after signing: a new field, visible or for text, and a visible signature that was not foreseen (sneaky signature)', async (t) => {
  for (const kind of ['text', 'signature'] as const) {
    const attacked = addFields(certified, [{ name: 'Sneaky', kind, page: 0, rectangle: [0, 0, 595, 842] }], randomBytes);
    t.true(codesOf(verifyLetter(pki, attacked)).includes('fieldAdded'));
    if (kind === 'text') continue;
    const signed = await signLetter(pki, attacked, { by: signer, field: 'Sneaky', stampedAt: pki.now + 11 * MINUTE });
    t.is(verifyLetter(pki, signed).indication, 'TOTAL-FAILED');
  }
});

test('refused after signing: an invisible time-stamp field that acts', async (t) => {
  const stamped = await stampLetter(pki, plain, pki.now + 12 * MINUTE);
  t.is(verifyLetter(pki, stamped).indication, 'TOTAL-PASSED');
  const attacked = revise(plain, (update) => {
    const token = update.add('<</Type/DocTimeStamp/SubFilter/ETSI.RFC3161>>');
    const field = update.add(`<</Subtype/Widget/FT/Sig/T(Stamp)/Rect[0 0 0 0]/V ${token.number} 0 R/AA<</E<</S/JavaScript/JS(1)>>>>>>`);
    update.editArray(update.editDict(update.document.catalog.get('AcroForm') as PdfRef), 'Fields').push(field);
  });
  t.true(codesOf(verifyLetter(pki, attacked)).includes('fieldAdded'));
});

test('a change is refused although a time-stamp by a trusted authority was put over it', async (t) => {
  const attacked = revise(plain, (update) => update.put(new PdfRef(6), { dict: '', stream: Buffer.from('BT ET') }));
  const report = verifyLetter(pki, await stampLetter(pki, attacked, pki.now + 12 * MINUTE));
  t.is(report.indication, 'TOTAL-FAILED');
  t.true(codesOf(report).includes('pageChanged'));
});

test('a change that a later revision takes back leaves no trace, and is none', (t) => {
  const original = letter();
  const at = original.indexOf('BT /F1');
  const content = original.subarray(at, original.indexOf('ET', at) + 2);
  const attacked = revise(plain, (update) => update.put(new PdfRef(6), { dict: '', stream: Buffer.from('BT ET') }));
  const restored = revise(attacked, (update) => update.put(new PdfRef(6), { dict: '', stream: content }));
  t.is(verifyLetter(pki, restored).indication, 'TOTAL-PASSED');
});

test('a change at the end of a long chain of objects is found', async (t) => {
  const chain = (update: IncrementalUpdate, end: PdfRef): PdfRef => {
    let next = end;
    for (let index = 0; index < 5_000; index++) next = update.add(`<</Title(item)/Next ${next.number} 0 R>>`);
    return next;
  };
  let end = new PdfRef(0);
  const base = revise(withRoute(letter()), (update) => {
    end = update.add('<</Title(end)>>');
    update.editDict(update.document.rootRef).entries.set('Outlines', chain(update, end));
  });
  const ready = await evidenced(await signLetter(pki, base, { by: signer, stampedAt: pki.now + MINUTE }));
  t.is(verifyLetter(pki, ready).indication, 'TOTAL-PASSED');
  const report = verifyLetter(
    pki,
    revise(ready, (update) => update.put(end, '<</Title(changed)>>')),
  );
  t.true(codesOf(report).includes('catalogChanged'));
});
