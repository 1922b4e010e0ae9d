/** What completes a task, as one text: the same whenever the same is asked, so that what is recorded is what was signed for. */
import { canonical } from '../idempotency.ts';
import type { Variables } from '../../engine/command.ts';

export interface TaskCompletion {
  readonly outcome?: string | undefined;
  readonly reason?: string | undefined;
  readonly variables?: Variables | undefined;
}

export function completionText({ outcome, reason, variables = {} }: TaskCompletion): string {
  return canonical({ outcome: outcome ?? null, reason: reason ?? null, variables });
}

export function completionOf(text: string): TaskCompletion {
  const { outcome, reason, variables } = JSON.parse(text) as { outcome: string | null; reason: string | null; variables: Variables };
  return { ...(outcome !== null && { outcome }), ...(reason !== null && { reason }), variables };
}
