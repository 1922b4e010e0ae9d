/** What completes a task, as one text: the same whenever the same is asked, so that what is recorded is what was signed for. */
import { canonical } from '../idempotency.ts';
import type { Variables } from '../../engine/command.ts';
import type { CopyInput } from './copy-input.ts';

export interface TaskCompletion {
  readonly outcome?: string | undefined;
  readonly reason?: string | undefined;
  readonly variables?: Variables | undefined;
  readonly copies?: readonly CopyInput[] | undefined;
}

export function completionText({ outcome, reason, variables = {}, copies = [] }: TaskCompletion): string {
  return canonical({ outcome: outcome ?? null, reason: reason ?? null, variables, ...(copies.length > 0 && { copies }) });
}

export function completionOf(text: string): TaskCompletion {
  const { outcome, reason, variables, copies } = JSON.parse(text) as Text;
  return { ...(outcome !== null && { outcome }), ...(reason !== null && { reason }), variables, ...(copies && { copies }) };
}

interface Text {
  readonly outcome: string | null;
  readonly reason: string | null;
  readonly variables: Variables;
  readonly copies?: readonly CopyInput[];
}
