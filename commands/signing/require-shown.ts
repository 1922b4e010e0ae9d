import { Rejection } from '../../errors.ts';
import type { SigningItem } from '../../store/signing-contract.ts';
import type { Shown } from './shown-item.ts';

/** Throws conflict `nothingToSign`, `shownOtherwise`: what was looked at is not what would be signed. */
export function requireShown(mine: readonly SigningItem[], shown: readonly string[]): readonly Shown[] {
  if (mine.length === 0) throw new Rejection('conflict', 'nothingToSign', 'Expected a document that waits for this signature.');
  const asked = mine.filter((item): item is Shown => item.ready !== undefined);
  if (asked.length === shown.length && asked.every(({ ready }, at) => ready.shownSha256 === shown[at])) return asked;
  throw new Rejection('conflict', 'shownOtherwise', 'Expected the hashes of the documents as they are shown now.');
}
