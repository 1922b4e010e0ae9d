/**
 * The linter of templates, at deployment: whatever a template cannot mean is found here, with template, place and remedy in both
 * languages. A template that passes fails later only for the values of a case.
 */
import { ExpressionError } from '../expressions/contract.ts';
import { feel } from '../expressions/feel.ts';
import { FORMAT_NAMES, formatOf } from './fill/formats.ts';
import { parseText, type FormatUse } from './fill/parse-text.ts';
import { templateProblem, type ProblemCode, type TemplateProblem } from './problem.ts';
import { LINES, lineValues } from './round-lines.ts';
import { PART_CONTENTS, templateShape, type DocumentTemplate, type TemplatePart } from './template.ts';

export type CheckedTemplate =
  { readonly ok: true; readonly template: DocumentTemplate } | { readonly ok: false; readonly problems: readonly TemplateProblem[] };

/** What a template may name. */
export interface TemplateSurroundings {
  /** keys of documents.json */
  readonly documents: ReadonlySet<string>;
  /** those of them that a round makes: a process with `tk:lines` */
  readonly ofRounds: ReadonlySet<string>;
  /** keys of catalogues; `units`, names of units by their path, is always there */
  readonly catalogues: ReadonlySet<string>;
}

/** Catalogues that are no list of a module: the installation knows them. */
export const INSTALLATION_CATALOGUES: readonly string[] = ['units'];

/** Properties that are FEEL, whole; all other texts may have FEEL in braces. */
const FEEL_KEYS = new Set(['when', 'each']);
/** Properties that are no text of the document. */
const PLAIN_KEYS = new Set([
  'document',
  'layout',
  'field',
  'as',
  'style',
  'marker',
  'align',
  'urgency',
  'citation',
  'confidence',
  'unverified',
]);

/** `name`: of the file, for the messages. */
export function checkTemplate(json: unknown, name: string, surroundings: TemplateSurroundings): CheckedTemplate {
  if (!templateShape.Check(json)) {
    const problems = [...templateShape.Errors(json)].flatMap((error) => shapeProblem(error, name));
    return { ok: false, problems };
  }
  const checker = new Checker(name, surroundings);
  checker.check(json);
  return checker.problems.length === 0 ? { ok: true, template: json } : { ok: false, problems: checker.problems };
}

interface ShapeError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message: string;
}

/** A property that nobody knows is said once, by its own path. */
function shapeProblem({ instancePath, keyword, message }: ShapeError, name: string): readonly TemplateProblem[] {
  if (keyword === 'additionalProperties') return [];
  if (keyword === 'boolean')
    return [templateProblem('templateUnknown', name, instancePath, { part: instancePath.split('/').at(-1) ?? '' })];
  return [templateProblem('templateShape', name, instancePath, { reason: message })];
}

class Checker {
  readonly problems: TemplateProblem[] = [];
  readonly #name: string;
  readonly #surroundings: TemplateSurroundings;

  constructor(name: string, surroundings: TemplateSurroundings) {
    this.#name = name;
    this.#surroundings = surroundings;
  }

  check(template: DocumentTemplate): void {
    const { document, body, appendices = [], signatures } = template;
    if (!this.#surroundings.documents.has(document)) this.#fault('templateDocument', '/document', { document });
    if (lineValues(template) && !this.#surroundings.ofRounds.has(document)) this.#fault('templateLines', '', { list: LINES });
    this.#layout(template);
    this.#parts(body, '/body');
    for (const [at, appendix] of appendices.entries()) this.#parts(appendix.body, `/appendices/${at}/body`);
    this.#unique(signatures.map(({ field }) => field));
    this.#values(template, '', '');
  }

  #layout({ layout, title, symbol, agency, addressees, subject }: DocumentTemplate): void {
    const fault = (vi: string, en: string): void => this.#fault('templateLayout', '/layout', { layout, vi, en });
    if (layout === 'titled' && title === undefined) fault('cần tên loại văn bản (title)', 'needs the type of the document (title)');
    if (layout === 'letter' && title !== undefined) fault('không có tên loại (title)', 'has no type of document (title)');
    if (layout === 'letter' && !addressees) fault('cần nơi kính gửi (addressees)', 'needs addressees');
    if (layout === 'personal' && (symbol !== undefined || agency)) fault('không có cơ quan, số ký hiệu', 'has neither agency nor number');
    if (subject.trim() === '') fault('cần trích yếu (subject)', 'needs a subject');
  }

  #parts(parts: readonly TemplatePart[], place: string): void {
    for (const [at, part] of parts.entries()) {
      const here = PART_CONTENTS.filter((content) => part[content] !== undefined);
      if (here.length !== 1) this.#fault('templatePart', `${place}/${at}`, { contents: PART_CONTENTS.join(', ') });
      const misplaced =
        (part.style !== undefined && part.paragraph === undefined) || (part.marker !== undefined && !part.points && !part.items);
      if (misplaced) this.#fault('templatePart', `${place}/${at}`, { contents: 'paragraph + style, points + marker, items + marker' });
    }
  }

  #unique(fields: readonly string[]): void {
    const twice = fields.find((field, at) => fields.indexOf(field) < at || field === 'seal');
    if (twice !== undefined) this.#fault('templateTwice', '/signatures', { name: twice });
  }

  /** All texts and expressions, wherever they stand. */
  #values(value: unknown, key: string, place: string): void {
    if (typeof value === 'string') {
      if (FEEL_KEYS.has(key)) this.#feel(value, place);
      else this.#text(value, place);
    } else if (Array.isArray(value)) {
      for (const [at, one] of value.entries()) this.#values(one, key, `${place}/${at}`);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, one] of Object.entries(value)) if (!PLAIN_KEYS.has(name)) this.#values(one, name, `${place}/${name}`);
    }
  }

  #text(text: string, place: string): void {
    const segments = parseText(text);
    if (!segments) this.#fault('templateBraces', place);
    for (const segment of segments ?? []) {
      if (typeof segment === 'string') continue;
      this.#feel(segment.source, place);
      for (const format of segment.formats) this.#format(format, place);
    }
  }

  #feel(source: string, place: string): void {
    try {
      feel.compile(source);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      this.#fault('templateExpression', place, { expression: source });
    }
  }

  #format({ name, argument }: FormatUse, place: string): void {
    const format = formatOf(name);
    const catalogue = argument ?? '';
    if (!format) this.#fault('templateFormat', place, { format: name, formats: FORMAT_NAMES.join(', ') });
    else if ((format.argument === true) !== (argument !== undefined)) this.#fault('templateFormatArgument', place, { format: name });
    else if (format.argument && !this.#knowsCatalogue(catalogue)) this.#fault('templateCatalogue', place, { catalogue });
  }

  #knowsCatalogue(key: string): boolean {
    return this.#surroundings.catalogues.has(key) || INSTALLATION_CATALOGUES.includes(key);
  }

  #fault(code: ProblemCode, place: string, details: Readonly<Record<string, string>> = {}): void {
    this.problems.push(templateProblem(code, this.#name, place, details));
  }
}
