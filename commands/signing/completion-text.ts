/** What finishes a task, as one text: the same whenever the same is asked, so that what is recorded is what was signed for. */
import { canonical } from '../idempotency.ts';
import type { Variables } from '../../engine/command.ts';
import type { CopyInput } from './copy-input.ts';

export interface TaskCompletion {
  readonly outcome?: string | undefined;
  readonly reason?: string | undefined;
  readonly variables?: Variables | undefined;
  /** the earlier step that the case is sent back to, in place of an outcome */
  readonly returnTo?: string | undefined;
  /** the task was completed and signed, and that is taken back */
  readonly recall?: true | undefined;
  readonly copies?: readonly CopyInput[] | undefined;
}

export function completionText({ outcome, reason, variables = {}, returnTo, recall, copies = [] }: TaskCompletion): string {
  const more = { ...(returnTo !== undefined && { returnTo }), ...(recall && { recall }), ...(copies.length > 0 && { copies }) };
  return canonical({ outcome: outcome ?? null, reason: reason ?? null, variables, ...more });
}

export function completionOf(text: string): TaskCompletion {
  const { outcome, reason, ...rest } = JSON.parse(text) as TaskCompletion & { outcome: string | null; reason: string | null };
  return { ...(outcome !== null && { outcome }), ...(reason !== null && { reason }), ...rest };
}
