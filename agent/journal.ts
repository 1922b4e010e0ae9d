/**
 * What this agent has done with each request, kept across its death: a signature that was made is delivered, never made again; where the
 * token was signing when the program died, its person is told before anything is signed.
 */
import path from 'node:path';
import { readPrivate, writePrivate } from './private-files.ts';

export type JournalEntry =
  | { readonly state: 'signing' }
  | { readonly state: 'signed'; readonly signatures: readonly string[] }
  /** delivered, refused, or not taken: nothing is left to do */
  | { readonly state: 'settled' };

export interface Journal {
  find(request: string): JournalEntry | undefined;
  note(request: string, entry: JournalEntry): void;
}

/** Requests live for days at most. */
const REMEMBERED = 500;

export function openJournal(folder: string): Journal {
  const file = path.join(folder, 'journal.json');
  const entries = new Map((readPrivate(file) ?? []) as readonly (readonly [string, JournalEntry])[]);
  return {
    find: (request) => entries.get(request),
    note(request, entry) {
      entries.delete(request);
      entries.set(request, entry);
      writePrivate(file, JSON.stringify([...entries].slice(-REMEMBERED)));
    },
  };
}
