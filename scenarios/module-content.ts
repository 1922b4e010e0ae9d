/** What a scenario runs against: the parts of one module as text and data, and what the installation has beside it. */
import type { Catalogue } from '../forms/catalogue.ts';
import type { Calendar } from '../law/calendar.ts';
import type { RegisterEntry } from '../law/register-entry.ts';
import type { RuleFile } from '../policies/rule.ts';

export interface ModuleContent {
  readonly key: string;
  /** diagrams (.bpmn), decisions (.dmn), forms (.json) and catalogues (.catalogue.json) */
  readonly resources: readonly { readonly name: string; readonly content: string }[];
  /** the module's own and those that all share; of one key, the newest first */
  readonly catalogues?: readonly Catalogue[];
  readonly parameters: readonly RegisterEntry[];
  /** what law functions ask for in every procedure; the module's own entries of a key go before them */
  readonly sharedParameters?: readonly RegisterEntry[];
  /** the module's own; the product's are always there */
  readonly rules: readonly RuleFile[];
  /** keys of the documents and notices that the module declares; undefined where it declares none of the kind */
  readonly documents?: readonly string[];
  readonly notices?: readonly string[];
  /** by key; the product's own (`vn`) where none are given */
  readonly calendars?: ReadonlyMap<string, Calendar>;
}
