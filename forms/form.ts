/**
 * A form, compiled from a form-js schema: the same object checks what a person typed in the browser and what arrives at the
 * server. Nothing here reads a clock or a network; what it needs of the world comes with the scope.
 */
import type { RE2JS } from 're2js';
import type { Expression, Scope } from '../expressions/contract.ts';
import type { Json } from '../expressions/json.ts';
import type { Bilingual } from '../law/calendar.ts';
import type { Catalogue } from './catalogue.ts';

/** The law's clock, as in FEEL: what a date typed without an offset means. */
export const ZONE = 'Asia/Ho_Chi_Minh';

/**
 * How far the value of a field may travel (SEC-06): to everybody, between state agencies, inside the own agency; personal data and
 * sensitive personal data. The last three are grades of state secrecy (mật, tối mật, tuyệt mật): values of a grade that the installation
 * may not hold are refused.
 */
export const CONFIDENTIALITY = ['public', 'shared', 'internal', 'personal', 'sensitive', 'confidential', 'secret', 'topSecret'] as const;
export type Confidentiality = (typeof CONFIDENTIALITY)[number];

export type FieldKind = 'text' | 'number' | 'date' | 'time' | 'dateTime' | 'boolean' | 'choice' | 'choices' | 'files' | 'term' | 'computed';
export const FORMATS = ['personalId', 'email', 'phone', 'unit'] as const;
export type Format = (typeof FORMATS)[number];

export type Numbering = 'number' | 'day';

/** What a schema may say either outright or as a FEEL expression. */
export type Flag = boolean | Expression;
/** A decimal as text, so that no digit is lost. */
export type Limit = string | Expression;

export type Options =
  | { readonly from: 'schema'; readonly values: readonly Json[] }
  | { readonly from: 'variable'; readonly name: string }
  | { readonly from: 'expression'; readonly expression: Expression }
  | CatalogueOptions;

/** The codes of a catalogue that are valid on a day: of the task's opening, or what `asOf` gives. */
export interface CatalogueOptions {
  readonly from: 'catalogue';
  readonly key: string;
  readonly asOf?: Expression;
  /** only the items directly below the code that this gives */
  readonly parent?: Expression;
}

/** What a computed field takes from a catalogue, by the code that its expression gives. */
export interface CatalogueLookup {
  readonly key: string;
  /** `name`, `nameEn`, `parent`, `successor`, or what else its items say */
  readonly field: string;
  readonly asOf?: Expression;
}

/** What the parts of a personal number are compared with, where the form asks for it too. */
export interface PersonalIdChecks {
  /** a date, or a year */
  readonly birth?: Expression;
  /** "male" or "female" */
  readonly sex?: Expression;
}

/** A unit of the register, as far as a form asks about it. */
export interface UnitFacts {
  readonly name: string;
  /** key of the catalogue of kinds: court, prison, … */
  readonly kind: string;
}

/** What an attached file must be. `types`: endings with a dot, media types, or `image/*`; any type when empty. */
export interface FileRules {
  readonly types: readonly string[];
  readonly maxBytes: number;
  readonly minFiles: number;
  readonly maxFiles: number;
}

export interface Field {
  readonly entry: 'field';
  readonly kind: FieldKind;
  readonly label: string;
  readonly labelEn?: string;
  readonly confidentiality: Confidentiality;
  /** only for who is named by a rule of policies; for whoever has the form when absent */
  readonly access?: 'byRule';
  /** rules keep it from who fills in the form: what the case has counts, and nothing may be submitted for it */
  readonly barred?: boolean;
  /** nor is it shown to them */
  readonly unseen?: boolean;
  /** sensitive, but found by an equal value */
  readonly findable?: boolean;
  /** of the field and of the groups around it: hidden when any is true */
  readonly hides: readonly Expression[];
  /** shown but not to be changed: what is submitted for it is ignored */
  readonly locked: Flag;
  readonly required: Flag;
  /** bounds of a number, or of the length of a text */
  readonly min?: Limit;
  readonly max?: Limit;
  readonly pattern?: RE2JS;
  readonly format?: Format;
  /** FEEL that must be true of a filled-in field */
  readonly condition?: { readonly expression: Expression; readonly message?: Bilingual };
  readonly options?: Options;
  readonly decimalDigits?: number;
  readonly increment?: string;
  readonly multiline?: boolean;
  readonly personalId?: PersonalIdChecks;
  /** kinds of units that may be chosen; any when absent */
  readonly unitKinds?: readonly string[];
  /** of the document that the step signs: what the register of numbers gave takes the place of what was filled in */
  readonly numbering?: Numbering;
  readonly files?: FileRules;
  readonly notPast?: boolean;
  /** bounds of a date, or of a date and time by its day: ISO dates, both included */
  readonly earliest?: Limit;
  readonly latest?: Limit;
  /** of a computed field */
  readonly compute?: Expression;
  readonly lookup?: CatalogueLookup;
}

export interface ListShape {
  readonly entry: 'list';
  readonly label: string;
  readonly labelEn?: string;
  readonly hides: readonly Expression[];
  readonly row: ObjectShape;
  readonly minItems: number;
  readonly maxItems: number;
  /** rows can be neither added nor removed */
  readonly fixed: boolean;
  /** rules keep a field of its rows from who fills in the form: the whole list stays as the case has it */
  readonly barred?: boolean;
}

export interface ObjectShape {
  readonly entry: 'object';
  readonly entries: ReadonlyMap<string, Entry>;
}

export type Entry = Field | ListShape | ObjectShape;

export interface Form {
  readonly id: string;
  readonly shape: ObjectShape;
  /** keys of the catalogues that its fields take codes from */
  readonly catalogues: readonly string[];
}

/** What a form is checked against: the variables of the case, the instant, the budget, and the lists that it takes codes from. */
export interface FormScope extends Scope {
  /** in the version in force when the task opened; undefined where there is none */
  readonly catalogue?: (key: string) => Catalogue | undefined;
  /**
   * The unit of a path on the day of the check, under this path or one that follows it; undefined where there is none. Absent where nobody
   * has the register at hand, as in the browser: whoever has checks it again.
   */
  readonly unit?: (path: string) => UnitFacts | undefined;
  /** ISO date on which the task opened: codes must be valid on it. The day of `now` when absent. */
  readonly openedOn?: string;
}
export type JsonObject = { readonly [key: string]: Json };
export const isJsonObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
/** An object that holds a plain structure, not a tagged FEEL value. */
export const isStructure = (value: unknown): value is JsonObject => isJsonObject(value) && !('$type' in value);
