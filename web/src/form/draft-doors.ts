/** Where drafts are kept: those of a task with the task, those of a case that is about to begin by themselves. */
import { queryOptions } from '@tanstack/react-query';
import { newKey, request } from '../shared/request.ts';
import type { DraftNow, DraftSaved, DraftsOfMine } from '../shared/types.ts';
import type { DraftContent, DraftDoor } from './draft-keeper.ts';

const drop = async ({ draft }: DraftSaved): Promise<void> => await request(`/drafts/${draft}`, { method: 'DELETE' });
const taskPath = (caseId: string, instance: number): string => `/tasks/${caseId}/${instance}/draft`;

export function taskDoor(caseId: string, instance: number): DraftDoor {
  const path = taskPath(caseId, instance);
  return {
    drop,
    save: async (content, known) =>
      await request<DraftSaved>(path, { method: 'PUT', body: { ...content, revision: known?.revision ?? 0 } }),
    load: async () => (await request<{ readonly draft?: DraftNow }>(path)).draft,
  };
}

export function startDoor(procedure: string): DraftDoor {
  // a first save whose answer was lost is the same draft, as long as nothing more was typed
  let [key, keyed] = [newKey(), ''];
  const keyFor = (content: DraftContent): string => {
    const text = JSON.stringify(content);
    if (keyed !== text) [key, keyed] = [newKey(), text];
    return key;
  };
  return {
    drop,
    async save(content, known) {
      if (known)
        return await request<DraftSaved>(`/drafts/${known.draft}`, { method: 'PUT', body: { ...content, revision: known.revision } });
      const saved = await request<DraftSaved>('/drafts', {
        method: 'POST',
        idempotencyKey: keyFor(content),
        body: { procedure, ...content },
      });
      keyed = '';
      return saved;
    },
    load: async (known) => {
      const { drafts } = await request<DraftsOfMine>('/drafts');
      return drafts.some(({ draft }) => draft === known?.draft) ? await request<DraftNow>(`/drafts/${known?.draft}`) : undefined;
    },
  };
}

/** Asked once: from then on this window knows better. */
const once = { staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false } as const;

export const taskDraftQuery = (caseId: string, instance: number) =>
  queryOptions({
    ...once,
    queryKey: ['draft', caseId, instance],
    queryFn: async ({ signal }) => (await request<{ readonly draft?: DraftNow }>(taskPath(caseId, instance), { signal })).draft ?? null,
  });

export const draftQuery = (draft: string) =>
  queryOptions({
    ...once,
    queryKey: ['draft', draft],
    queryFn: async ({ signal }) => await request<DraftNow>(`/drafts/${draft}`, { signal }),
  });

export const draftsQuery = queryOptions({
  queryKey: ['drafts'],
  queryFn: async ({ signal }) => (await request<DraftsOfMine>('/drafts', { signal })).drafts,
});
