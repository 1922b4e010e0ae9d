import type { Database } from '../connection.ts';
import { addVerdict, type Verdict } from '../repositories/document-evidence.ts';

/** Appended: what was said stays said. */
export async function saveVerdict(
  db: Database,
  on: { readonly documentId: string; readonly revision: number; readonly sha256: string },
  verdict: Verdict,
  now: string,
): Promise<void> {
  await addVerdict(db, on, verdict, now);
}
