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

export const createDraftKeeper = (door: DraftDoor, stored: DraftNow | undefined): DraftKeeper => new Keeper(door, stored);

class Keeper implements DraftKeeper {
  readonly #listeners = new Set<() => void>();
  readonly #door: DraftDoor;
  #known: DraftSaved | undefined;
  #content: DraftContent;
  #state: DraftState;
  #isDirty = false;
  #isOver = false;
  #timer: number | undefined;
  #running: Promise<void> | undefined;

  constructor(door: DraftDoor, stored: DraftNow | undefined) {
    this.#door = door;
    this.#known = stored;
    this.#content = stored ? contentOf(stored) : { data: {} };
    this.#state = stored ? { is: 'saved', at: stored.savedAt } : { is: 'none' };
  }

  state(): DraftState {
    return this.#state;
  }

  content(): DraftContent {
    return this.#content;
  }

  id(): string | undefined {
    return this.#known?.draft;
  }

  isKept(): boolean {
    return this.#isOver || !this.#isDirty;
  }

  put(part: Partial<DraftContent>): void {
    this.#content = { ...this.#content, ...part };
    this.#isDirty = true;
    if (this.#state.is === 'other') return;
    if (this.#state.is !== 'saving') this.#turn({ is: 'waiting' });
    this.#later(PAUSE_MS);
  }

  async flush(): Promise<boolean> {
    await this.#save();
    return this.isKept();
  }

  keepMine(): void {
    if (this.#state.is === 'other') this.#known = this.#state.stored;
    this.#isDirty = true;
    this.#turn({ is: 'waiting' });
    void this.#save();
  }

  end(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
  }

  async drop(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#running;
    if (this.#known) await this.#door.drop(this.#known);
    this.#isOver = true;
  }

  // handed on by itself
  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #turn(next: DraftState): void {
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  #later(pause: number): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#save(), pause);
  }

  async #save(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#running;
    if (!this.#isDirty || this.#isOver || this.#state.is === 'other') return;
    this.#running = this.#attempt();
    await this.#running;
    this.#running = undefined;
  }

  async #attempt(): Promise<void> {
    this.#isDirty = false;
    this.#turn({ is: 'saving' });
    try {
      const saved = await this.#door.save(this.#content, this.#known);
      this.#known = saved;
      this.#turn(this.isKept() ? { is: 'saved', at: saved.savedAt } : { is: 'waiting' });
    } catch (error) {
      this.#isDirty = true;
      if (isProblem(error) && OVERTAKEN.has(error.code)) return await this.#meet();
      if (isProblem(error) && error.code === 'notSignedIn') tellSessionOver();
      this.#turn({ is: 'failed', error });
      if (!this.#isOver) this.#later(RETRY_MS);
    }
  }

  /** Somebody was faster; perhaps this window itself, whose answer was lost. */
  async #meet(): Promise<void> {
    const there = await this.#door.load(this.#known).catch((error: unknown) => ({ error }));
    if (there && 'error' in there) return this.#turn({ is: 'failed', error: there.error });
    if (!there || JSON.stringify(contentOf(there)) !== JSON.stringify(this.#content)) return this.#turn({ is: 'other', stored: there });
    this.#known = there;
    this.#isDirty = false;
    this.#turn({ is: 'saved', at: there.savedAt });
  }
}

function contentOf({ draft: _, revision: __, savedAt: ___, expiresAt: ____, procedure: _____, ...content }: DraftNow): DraftContent {
  return content;
}
