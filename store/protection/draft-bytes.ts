/** Bytes of a draft: encrypted by its case's key; by one of its own while there is no case, which ends with it. */
import { Invariant } from '../../errors.ts';
import type { Session } from '../connection.ts';
import type { DraftContent, FormDraft } from '../draft-contract.ts';
import type { StoredBytes } from './document-bytes.ts';

type Place = Pick<FormDraft, 'id' | 'caseId'>;

export const ownDraftKey = (id: string): string => `draft/${id}`;
const ownerOf = ({ id, caseId }: Place): string => caseId ?? ownDraftKey(id);
const placeOf = ({ id }: Place): string => `draft/${id}`;

export async function sealDraft({ keys }: Session, draft: Place, content: DraftContent): Promise<StoredBytes> {
  const bytes = Buffer.from(JSON.stringify(content));
  if (!keys) return { sealed: false, bytes };
  return { sealed: true, bytes: (await keys.keyOf(ownerOf(draft))).sealBytes(bytes, placeOf(draft)) };
}

export async function openDraft({ keys }: Session, draft: Place, { sealed, bytes }: StoredBytes): Promise<DraftContent> {
  if (!sealed) return JSON.parse(bytes.toString()) as DraftContent;
  const key = await keys?.existing(ownerOf(draft));
  if (!key) throw new Invariant(`Expected draft ${draft.id} to have a data key.`);
  return JSON.parse(key.openBytes(bytes, placeOf(draft)).toString()) as DraftContent;
}
