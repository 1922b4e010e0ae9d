import type { Appearance } from '../../signing/pdf/appearance.ts';
import type { SigningItem } from '../../store/signing-contract.ts';
import type { Services } from '../contract.ts';
import type { TaskCompletion } from './completion-text.ts';
import { agencyCopyMark } from './copy-mark.ts';
import texts from './texts.json' with { type: 'json' };

/** What a copy shows, and what its signature says: of which file it was made (S1 Đ10k3: mark, hash of the source, who, when). */
export async function copyLook(
  services: Services,
  unitPath: string,
  { copies = [] }: TaskCompletion,
  { key }: Pick<SigningItem, 'key'>,
  now: string,
): Promise<{ readonly look: Appearance; readonly reason: string }> {
  const scan = copies.find(({ document }) => document === key)?.scan ?? '';
  return { look: await agencyCopyMark(services, unitPath, now), reason: `${texts.copyOf.vi} ${scan}` };
}
