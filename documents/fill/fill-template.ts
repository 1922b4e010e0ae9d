/** A template with its values in it: what stands where, as text. Pure. */
import type { DocumentInput, Signer } from '../document-input.ts';
import type { Block, Closing, Signature } from '../flow/block.ts';
import { paragraph } from '../flow/paragraph.ts';
import type { Head } from '../flow/place-head.ts';
import { FACTS, POINTS, mm } from '../page/page-facts.ts';
import { refusal } from '../problem.ts';
import { LINES, lineValues } from '../round-lines.ts';
import type { DocumentTemplate } from '../template.ts';
import { dayOf, longDate } from './dates.ts';
import { clauses, fillBody, roman } from './fill-body.ts';
import { documentFuel, Values } from './values.ts';

export interface FilledDocument {
  readonly head: Head;
  readonly blocks: readonly Block[];
  /** type and subject, as the file is titled and the register names it */
  readonly title: string;
  readonly subject: string;
}

const SEAL = 'seal';
const CENTRED = { align: 'centre', indent: [0, 0], before: 0 } as const;

/** Throws Rejection validation `documents.*` naming template and place. */
export function fillTemplate(template: DocumentTemplate, input: DocumentInput): FilledDocument {
  // a list of nobody is not what a round without an answer looks like
  if (lineValues(template) && !input.lines) throw refusal('linesMissing', template.document, '', { list: LINES });
  const values = valuesOf(template, input);
  const subject = values.text(template.subject, '/subject');
  const title = template.title === undefined ? undefined : values.text(template.title, '/title');
  const blocks = [
    ...titleBlocks(template, values, title, subject),
    ...addressees(template, values),
    ...bases(template, values),
    ...fillBody(template.body, values, '/body'),
    closing(template, values, input),
    ...appendices(template, values, title ?? LETTER),
  ];
  return { head: headOf(template, values, input, subject), blocks, subject, title: [title, subject].filter(Boolean).join(' ') };
}

/** What is the document's own hides variables of the case. */
function valuesOf({ document }: DocumentTemplate, input: DocumentInput): Values {
  const { variables, form = {}, act = {}, letterhead, caseFile, date, labels, lines, now } = input;
  const own = {
    letterhead: { ...letterhead, parent: letterhead.parent ?? null },
    caseFile,
    issueDate: date ?? null,
    form,
    act: { outcome: act.outcome ?? null, reason: act.reason ?? null },
    [LINES]: lines ?? null,
  };
  return new Values(document, Object.entries({ ...variables, ...form, ...own }), now, labels, documentFuel(lines?.length));
}

function headOf(template: DocumentTemplate, values: Values, { letterhead, number, date }: DocumentInput, subject: string): Head {
  if (template.layout === 'personal') return {};
  const { agency: own, symbol, urgency, circulation, layout } = template;
  const parent = own?.parent === undefined ? (own ? undefined : letterhead.parent) : values.text(own.parent, '/agency/parent');
  const day = date === undefined ? undefined : dayOf(date);
  if (date !== undefined && !day) throw refusal('valueKind', values.template, '/date', { expression: date, format: 'longDate' });
  return {
    agency: { name: own ? values.text(own.name, '/agency/name') : letterhead.agency, ...(parent !== undefined && { parent }) },
    ...(symbol !== undefined && { number: { ordinal: ordinalText(number), symbol: values.text(symbol, '/symbol') } }),
    ...(layout === 'letter' && { subject }),
    place: letterhead.place,
    ...(day && { date: longDate(day) }),
    ...(urgency !== undefined && { urgency }),
    ...(circulation !== undefined && { circulation: values.text(circulation, '/circulation') }),
  };
}

const ordinalText = (number: number | undefined): string | undefined =>
  number === undefined ? undefined : String(number).padStart(2, '0');

function titleBlocks(
  { layout, authority }: DocumentTemplate,
  values: Values,
  title: string | undefined,
  subject: string,
): readonly Block[] {
  if (layout === 'letter') return [];
  const bold = (text: string, size: number, tag: string, before: number): Block =>
    paragraph([{ text, face: 'bold' }], { ...CENTRED, size, tag, before, keepsWithNext: true });
  return [
    ...(title === undefined ? [] : [bold(title.toLocaleUpperCase('vi'), POINTS.title, 'H1', 18)]),
    bold(subject, POINTS.subject, title === undefined ? 'H1' : 'P', title === undefined ? 18 : 0),
    { kind: 'rule', share: SUBJECT_RULE },
    ...(authority === undefined
      ? []
      : [bold(values.text(authority, '/authority').toLocaleUpperCase('vi'), POINTS.title, 'P', POINTS.betweenParagraphs)]),
  ];
}

/** of the width of the text above it */
const SUBJECT_RULE = 0.4;

function bases({ bases: list = [] }: DocumentTemplate, values: Values): readonly Block[] {
  const texts = clauses(list, values, '/bases');
  return texts.map((text, at) =>
    paragraph([{ text: `${text}${at === texts.length - 1 ? '.' : ';'}`, face: 'italic' }], at === 0 ? { before: 10 } : {}),
  );
}

function addressees({ addressees: list, layout }: DocumentTemplate, values: Values): readonly Block[] {
  if (!list) return [];
  const texts = clauses(list, values, '/addressees');
  const before = layout === 'letter' ? 18 : 10;
  const [only] = texts;
  if (texts.length === 1 && only !== undefined)
    return [paragraph([{ text: `Kính gửi: ${only}`, face: 'regular' }], { ...CENTRED, before, keepsWithNext: true })];
  const indent = mm(FACTS.indent * 2);
  return [
    paragraph([{ text: 'Kính gửi:', face: 'regular' }], { before, indent: [indent, indent], keepsWithNext: true }),
    ...texts.map((text, at) =>
      paragraph([{ text: `${text}${at === texts.length - 1 ? '.' : ';'}`, face: 'regular' }], {
        before: 0,
        align: 'left',
        indent: [indent + mm(FACTS.indent), indent + mm(FACTS.indent) + 10],
        item: { label: '-' },
      }),
    ),
  ];
}

/** A person writes place and day above the own signature; by hand where they are not known. */
function ownDate(date: string | undefined): string {
  const day = date === undefined ? undefined : dayOf(date);
  return `…………, ${day ? longDate(day) : 'ngày …… tháng …… năm ………'}`;
}

function closing(template: DocumentTemplate, values: Values, { signers, date }: DocumentInput): Closing {
  const { recipients = [], archive, signatures, layout } = template;
  const lines = clauses(recipients, values, '/recipients').map((text) => `- ${text};`);
  const kept = archive === undefined ? [] : [`- Lưu: ${values.text(archive, '/archive')}.`];
  return {
    kind: 'closing',
    ...(layout === 'personal' && { date: ownDate(date) }),
    recipients: [...lines, ...kept],
    signatures: signatures.flatMap((signature, at) => {
      const place = `/signatures/${at}`;
      return values.holds(signature.when, place) ? [signatureOf(signature, signers[signature.field], values, place)] : [];
    }),
  };
}

type TemplateSignature = DocumentTemplate['signatures'][number];

function signatureOf(
  { field, title, name, note, seal }: TemplateSignature,
  signer: Signer | undefined,
  values: Values,
  place: string,
): Signature {
  if (!signer && name === undefined && note === undefined) throw refusal('signerMissing', values.template, place, { field });
  const own = (signer?.title ?? values.text(title, `${place}/title`)).toLocaleUpperCase('vi');
  const named = signer?.name ?? (name === undefined ? '' : values.text(name, `${place}/name`));
  return {
    field,
    lines: titleLines(own, signer),
    name: named,
    ...(note !== undefined && { note: values.text(note, `${place}/note`) }),
    ...(seal && { seal: SEAL }),
  };
}

function titleLines(title: string, signer: Signer | undefined): readonly string[] {
  if (!signer?.authority) return [title];
  if (signer.authority === 'Q') return [`Q. ${title}`];
  return [`${signer.authority}. ${(signer.of ?? '').toLocaleUpperCase('vi')}`.trim(), title];
}

/** What a document without a type is called. */
const LETTER = 'Công văn';

/** Below the title of an appendix, left blank in electronic documents (N30 PL I): number and date come with the signatures. */
function belongsTo({ symbol, agency }: DocumentTemplate, values: Values, title: string): string {
  const number = symbol === undefined ? '' : ` số ……/${values.text(symbol, '/symbol')}`;
  const name = values.text(agency?.name ?? '{{ letterhead.agency }}', '/agency/name');
  return `(Kèm theo ${title}${number} ngày …… tháng …… năm ……… của ${name})`;
}

function appendices(template: DocumentTemplate, values: Values, type: string): readonly Block[] {
  const { appendices: list = [] } = template;
  const there = list
    .map((appendix, at) => ({ appendix, place: `/appendices/${at}` }))
    .filter(({ appendix, place }) => values.holds(appendix.when, place));
  return there.flatMap(({ appendix, place }, at) => {
    const label = there.length === 1 ? 'Phụ lục' : `Phụ lục ${roman(at + 1)}`;
    const title = values.text(appendix.title, `${place}/title`).toLocaleUpperCase('vi');
    const bold = { ...CENTRED, keepsWithNext: true } as const;
    return [
      { kind: 'break', landscape: appendix.landscape === true } as const,
      paragraph([{ text: label, face: 'bold' }], { ...bold, size: POINTS.appendix, tag: 'H1' }),
      paragraph([{ text: title, face: 'bold' }], { ...bold, tag: 'H2' }),
      paragraph([{ text: belongsTo(template, values, type), face: 'italic' }], { ...bold, tag: 'P' }),
      ...fillBody(appendix.body, values, `${place}/body`),
    ];
  });
}
