import { notFound } from '../../../casework/require-permission.ts';
import { checkedUnit } from '../../../casework/start-rights.ts';
import { findPersonUnit, type ImageHolder } from '../../../store/queries/signing-images.ts';
import { requireUnit } from '../../cases/start-unit.ts';
import type { Services } from '../../contract.ts';
import { invalidInput } from '../../invalid-input.ts';

export interface HolderInput {
  readonly person?: string | undefined;
  readonly unitPath?: string | undefined;
}

/** Whose image is meant, and the unit whose administrators it concerns. Throws validation `imageHolder`, `unitUnknown`; notFound `personNotFound`. */
export async function imageHolder(
  services: Services,
  { person, unitPath }: HolderInput,
): Promise<{ readonly holder: ImageHolder; readonly unitPath: string }> {
  if ((person === undefined) === (unitPath === undefined))
    throw invalidInput('imageHolder', 'person', 'Expected either a person or a unit.', 'imageHolder');
  if (unitPath !== undefined) {
    const path = checkedUnit(unitPath);
    await requireUnit(services, path);
    return { holder: { unitPath: path }, unitPath: path };
  }
  const own = await findPersonUnit(services.db, person ?? '');
  if (own === undefined) throw notFound('Person');
  return { holder: { person: person ?? '' }, unitPath: own };
}
