/** What one sitting signs: a step that is completed by it, or a seal that a document waits for. Each is begun by itself. */
import { request } from '../shared/request.ts';
import type { SigningNow, TaskItem, WaitingSealItem } from '../shared/types.ts';

export interface SigningSubject {
  readonly key: string;
  readonly caseId: string;
  readonly code: string;
  readonly title: string;
  /** asks to be shown what is to be signed; the same `attempt` twice begins it once */
  begin(method: string, attempt: string): Promise<SigningNow>;
}

interface Completion {
  readonly outcome?: string;
  readonly reason?: string;
  readonly variables?: object;
  readonly recall?: true;
  /** scans of papers, to be certified */
  readonly copies?: readonly { readonly document: string; readonly scan: string }[];
}

export const taskSubject = (task: TaskItem, completion: Completion): SigningSubject => ({
  key: `${task.caseId}/${task.instance}`,
  caseId: task.caseId,
  code: task.caseCode,
  title: task.caseTitle,
  begin: async (method, attempt) =>
    await request(`/tasks/${task.caseId}/${task.instance}/signings`, {
      method: 'POST',
      body: { ...completion, key: { method } },
      idempotencyKey: attempt,
    }),
});

export const sealSubject = (waiting: WaitingSealItem): SigningSubject => ({
  key: waiting.id,
  caseId: waiting.caseId,
  code: waiting.caseCode,
  title: waiting.caseTitle,
  begin: async (method, attempt) =>
    await request(`/signings/${waiting.id}/seal`, { method: 'POST', body: { key: { method } }, idempotencyKey: attempt }),
});
