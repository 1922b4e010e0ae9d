/**
 * Keeps what is typed on the server, a moment after it was typed, one save at a time. What cannot be saved now is tried again; what
 * another window has saved meanwhile is never overwritten unless the person says so.
 */
import { isProblem } from '../shared/problem.ts';
import { tellSessionOver } from '../shared/session-over.ts';
import type { DraftNow, DraftSaved } from '../shared/types.ts';

export type DraftContent = Omit<DraftNow, keyof DraftSaved | 'procedure'>;

/** Where a draft is kept. */
export interface DraftDoor {
  /** Throws Problem. `known`: what this window saved or read last. */
  save(content: DraftContent, known: DraftSaved | undefined): Promise<DraftSaved>;
  /** what is there now */
  load(known: DraftSaved | undefined): Promise<DraftNow | undefined>;
  drop(known: DraftSaved): Promise<void>;
}

export type DraftState =
  | { readonly is: 'none' | 'saving' | 'waiting' }
  | { readonly is: 'saved'; readonly at: string }
  | { readonly is: 'failed'; readonly error: unknown }
  /** another window has saved `stored`, or has sent or dropped the draft */
  | { readonly is: 'other'; readonly stored: DraftNow | undefined };

export interface DraftKeeper {
  state(): DraftState;
  content(): DraftContent;
  id(): string | undefined;
  put(part: Partial<DraftContent>): void;
  /** nothing that was typed is only here */
  isKept(): boolean;
  /** True once all is kept. */
  flush(): Promise<boolean>;
  /** What this window has counts, over what another one saved. */
  keepMine(): void;
  /** It was sent: nothing is saved any more. */
  end(): void;
  /** It is not wanted any more. Throws Problem. */
  drop(): Promise<void>;
  listen(listener: () => void): () => void;
}

const PAUSE_MS = 900;
const RETRY_MS = 5_000;
const OVERTAKEN: ReadonlySet<string> = new Set(['draftChanged', 'draftNotFound']);

export function createDraftKeeper(door: DraftDoor, stored: DraftNow | undefined): DraftKeeper {
  const listeners = new Set<() => void>();
  let known: DraftSaved | undefined = stored;
  let content: DraftContent = stored ? contentOf(stored) : { data: {} };
  let state: DraftState = stored ? { is: 'saved', at: stored.savedAt } : { is: 'none' };
  let [isDirty, isOver] = [false, false];
  let timer: number | undefined;
  let running: Promise<void> | undefined;

  const turn = (next: DraftState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const later = (pause: number): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void save(), pause);
  };
  const attempt = async (): Promise<void> => {
    isDirty = false;
    turn({ is: 'saving' });
    try {
      known = await door.save(content, known);
      turn(isDirty ? { is: 'waiting' } : { is: 'saved', at: known.savedAt });
    } catch (error) {
      isDirty = true;
      if (isProblem(error) && OVERTAKEN.has(error.code)) return await meet();
      if (isProblem(error) && error.code === 'notSignedIn') tellSessionOver();
      turn({ is: 'failed', error });
      if (!isOver) later(RETRY_MS);
    }
  };
  /** Somebody was faster; perhaps this window itself, whose answer was lost. */
  const meet = async (): Promise<void> => {
    const there = await door.load(known).catch((error: unknown) => ({ error }));
    if (there && 'error' in there) return turn({ is: 'failed', error: there.error });
    if (!there || JSON.stringify(contentOf(there)) !== JSON.stringify(content)) return turn({ is: 'other', stored: there });
    known = there;
    isDirty = false;
    turn({ is: 'saved', at: there.savedAt });
  };
  const save = async (): Promise<void> => {
    clearTimeout(timer);
    await running;
    if (!isDirty || isOver || state.is === 'other') return;
    running = attempt();
    await running;
    running = undefined;
  };
  return {
    state: () => state,
    content: () => content,
    id: () => known?.draft,
    put(part) {
      content = { ...content, ...part };
      isDirty = true;
      if (state.is === 'other') return;
      if (state.is !== 'saving') turn({ is: 'waiting' });
      later(PAUSE_MS);
    },
    isKept: () => isOver || !isDirty,
    async flush() {
      await save();
      return !isDirty || isOver;
    },
    keepMine() {
      known = state.is === 'other' ? state.stored : known;
      isDirty = true;
      turn({ is: 'waiting' });
      void save();
    },
    end() {
      isOver = true;
      clearTimeout(timer);
    },
    async drop() {
      clearTimeout(timer);
      await running;
      if (known) await door.drop(known);
      isOver = true;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function contentOf({ draft: _, revision: __, savedAt: ___, expiresAt: ____, procedure: _____, ...content }: DraftNow): DraftContent {
  return content;
}
