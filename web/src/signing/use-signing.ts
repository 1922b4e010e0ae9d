/** One sitting: everything is begun, looked at, and signed with one confirmation. What fails stops none of the others. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { newKey, request } from '../shared/request.ts';
import { askAgent } from './ask-agent.ts';
import type { SignedNow, SigningItem, SigningNow } from '../shared/types.ts';
import { shownQuery } from './signing-queries.ts';
import type { SigningSubject } from './signing-subject.ts';
import { stopsBatch } from './way-on.ts';

export interface Turn {
  readonly state: 'waiting' | 'beginning' | 'shown' | 'giving' | 'given' | 'failed';
  /** as it was shown last */
  readonly signing?: SigningNow;
  readonly given?: SignedNow;
  readonly error?: unknown;
}
export interface Codes {
  readonly pin?: string;
  readonly otp?: string;
}
export interface Sitting {
  readonly turns: ReadonlyMap<string, Turn>;
  readonly busy: boolean;
  begin(subjects: readonly SigningSubject[]): Promise<void>;
  /** Resolves to what stopped it before the end, if anything did. */
  give(codes: Codes): Promise<unknown>;
  /** Nobody waits for the agent any more; what it was asked stays with it. */
  leave(): void;
}

const LANES = 4;
export const AGENT = 'agent';
const WAITING: Turn = { state: 'waiting' };

export const turnOf = ({ turns }: Pick<Sitting, 'turns'>, { key }: SigningSubject): Turn => turns.get(key) ?? WAITING;
export const readyItems = (signing: SigningNow | undefined): readonly SigningItem[] =>
  signing?.signatures.filter(({ state }) => state === 'ready') ?? [];

/** What may be signed now: shown, or refused for a reason that leaves what was shown as it is. */
export const isShown = ({ state, signing }: Turn): boolean => state === 'shown' || (state === 'failed' && signing !== undefined);

const toGive = (turn: Turn | undefined): SigningNow | undefined => (turn && isShown(turn) ? turn.signing : undefined);

export function useSigning(subjects: readonly SigningSubject[], method: string | undefined): Sitting {
  const client = useQueryClient();
  const [turns, setTurns] = useState<ReadonlyMap<string, Turn>>(new Map());
  const [busy, setBusy] = useState(false);
  const attempts = useRef(new Map<string, string>());
  const waiting = useRef(new AbortController());
  const set = useCallback((key: string, turn: Turn) => setTurns((before) => new Map(before).set(key, turn)), []);

  const beginOne = useCallback(
    async (subject: SigningSubject, way: string) => {
      const attempt = newKey();
      attempts.current.set(subject.key, attempt);
      set(subject.key, { state: 'beginning' });
      const turn = await begun(subject, way, attempt);
      // chosen otherwise meanwhile
      if (attempts.current.get(subject.key) === attempt) set(subject.key, turn);
    },
    [set],
  );
  const begin = useCallback(
    async (which: readonly SigningSubject[]) => {
      if (method !== undefined) await inLanes(which, async (one) => await beginOne(one, method));
    },
    [beginOne, method],
  );
  useEffect(() => {
    void begin(subjects);
    // begun once for each way to sign
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [begin]);

  const give = async (codes: Codes): Promise<unknown> => {
    let stopped: unknown;
    setBusy(true);
    waiting.current = new AbortController();
    const { signal } = waiting.current;
    for (const { key } of subjects) {
      const signing = toGive(turns.get(key));
      if (!signing) continue;
      set(key, { state: 'giving', signing });
      const send = async (shown: readonly string[]): Promise<SignedNow> =>
        method === AGENT
          ? await askAgent(signing, shown, signal, (now) => set(key, { state: 'giving', signing: now }))
          : await request<SignedNow>(`/signings/${signing.id}/signatures`, { method: 'POST', body: { shown, ...codes } });
      const next = await given(signing, send, async (item) => (await client.fetchQuery(shownOf(signing, item))).sha256);
      set(key, next);
      if (next.state !== 'failed' || !(signal.aborted || stopsBatch(next.error))) continue;
      stopped = next.error;
      break;
    }
    setBusy(false);
    return stopped;
  };
  return { turns, busy, begin, give, leave: () => waiting.current.abort() };
}

/** A few at once, in their order. */
async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function begun(subject: SigningSubject, method: string, attempt: string): Promise<Turn> {
  try {
    const signing = await subject.begin(method, attempt);
    // copies that the registry certifies: nothing is for this person to sign
    if (signing.sealAsked && readyItems(signing).length === 0) return { state: 'given', given: signing };
    return { state: 'shown', signing };
  } catch (error) {
    return { state: 'failed', error };
  }
}

/** The hashes are of what this page was given to show. */
async function given(
  signing: SigningNow,
  send: (shown: readonly string[]) => Promise<SignedNow>,
  hashOf: (item: SigningItem) => Promise<string>,
): Promise<Turn> {
  try {
    const answer = await send(await Promise.all(readyItems(signing).map(hashOf)));
    // another signature of the same person on the same document: it is shown with the first in it
    if (answer.state === 'prepared' && readyItems(answer).length > 0) return { state: 'shown', signing: answer };
    return { state: 'given', given: answer };
  } catch (error) {
    return { state: 'failed', error, signing };
  }
}

export const shownOf = ({ id }: SigningNow, { place, shown = '' }: SigningItem) => shownQuery(id, place, shown);
