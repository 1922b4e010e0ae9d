import type { Json } from '../../../expressions/json.ts';

/** What is drawn: a document of the module, or `slip`, by whom, when, on what grounds. */
export interface PageOrder {
  readonly key: string;
  readonly name: string;
  /** absent: the slip of the step */
  readonly template?: Json;
  /** name of the procedure */
  readonly procedure: string;
  readonly caseId: string;
  readonly caseCode: string;
  /** the case's own unit, and the unit whose agency issues */
  readonly caseUnit: string;
  readonly agencyUnit: string;
  /** the task that draws it, and its form as it was pinned */
  readonly step: string;
  readonly form?: { readonly key: string; readonly version: number };
  readonly outcome?: { readonly id: string; readonly name: string };
  readonly reason?: string;
  readonly variables: Readonly<Record<string, Json>>;
  /** what the person has filled in */
  readonly data: Readonly<Record<string, Json>>;
  readonly person: { readonly name: string; readonly title?: string };
  readonly actingFor?: string;
  /** ISO instant */
  readonly at: string;
  /** documents of the case as they are, by their hashes */
  readonly documents: readonly { readonly name: string; readonly key: string; readonly sha256: string }[];
  /** every signature that the document will ever get, in their order */
  readonly fields: readonly { readonly field: string; readonly capacity: 'personal' | 'agencySeal' }[];
}
