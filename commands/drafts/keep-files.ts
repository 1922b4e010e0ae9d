/** Files that a draft refers to wait as long as it does: whoever goes on with it finds them. */
import type { Json } from '../../expressions/json.ts';
import type { Session } from '../../store/connection.ts';
import type { DraftContent, FormDraft } from '../../store/draft-contract.ts';
import { findUploads } from '../../store/queries/find-uploads.ts';
import { prolongUploads } from '../../store/repositories/uploads.ts';

const HASH = /^[0-9a-f]{64}$/;
const MOST = 500;

export async function keepFiles(db: Session, { caseId, account, savedAt, expiresAt }: FormDraft, { data }: DraftContent): Promise<void> {
  const hashes = [...new Set(hashesIn(data))].slice(0, MOST);
  const found = await findUploads(db, { caseId, account, now: savedAt }, hashes);
  const waiting = [...found.values()].filter((upload) => upload.expiresAt !== undefined);
  if (waiting.length > 0)
    await prolongUploads(
      db,
      waiting.map(({ id }) => id),
      expiresAt,
    );
}

function hashesIn(value: Json): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((one: Json) => hashesIn(one));
  const { sha256 } = value as { readonly sha256?: Json };
  if (typeof sha256 === 'string' && HASH.test(sha256)) return [sha256];
  return Object.values(value).flatMap((one: Json) => hashesIn(one));
}
