/** What somebody has typed into a form and not sent yet. Instants ISO 8601 UTC. */
import type { Json } from '../expressions/json.ts';

/** A task, or a case of this procedure that is about to begin. */
export type DraftPlace =
  | { readonly caseId: string; readonly instance: number; readonly procedure?: never }
  | { readonly procedure: string; readonly caseId?: never; readonly instance?: never };

export interface DraftContent {
  /** of the form, as it stands: it may be wrong, or not whole */
  readonly data: Readonly<Record<string, Json>>;
  /** why, where the outcome is to say so */
  readonly reason?: string;
  /** of the case that begins */
  readonly title?: string;
  readonly unitPath?: string;
  /** ids of the register: whom the case that begins is about */
  readonly persons?: readonly string[];
}

export type FormDraft = DraftPlace & {
  readonly id: string;
  readonly account: string;
  /** 1 when it was first saved, one more each time: what tells two windows of one person apart */
  readonly revision: number;
  readonly savedAt: string;
  readonly expiresAt: string;
};
