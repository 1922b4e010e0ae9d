import type { PlacedField } from '../../forms/fields-of.ts';

/** A form where a procedure asks for it. */
export interface FormOfNode {
  /** the task; null for the form that a case begins with */
  readonly node: string | null;
  readonly form: string;
  readonly fields: readonly PlacedField[];
}
