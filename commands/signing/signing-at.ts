/** A signing that the actor may go on with: the own one, or one that asks for the seal which the actor keeps. */
import { notFound } from '../../casework/require-permission.ts';
import { Rejection } from '../../errors.ts';
import { loadItems } from '../../store/repositories/signing-items.ts';
import { findSigning } from '../../store/repositories/signings.ts';
import type { Signing, SigningItem } from '../../store/signing-contract.ts';
import type { Services } from '../contract.ts';
import { keepsSeal } from './keeps-seal.ts';
import { isUuid } from '../is-uuid.ts';
import type { Acting } from '../rights/acting.ts';

export interface SigningAt {
  readonly signing: Signing;
  readonly items: readonly SigningItem[];
  readonly isOwn: boolean;
  readonly keepsSeal: boolean;
}

/** Throws notFound `signingNotFound`. */
export async function signingAt(services: Services, { actor, ability }: Pick<Acting, 'actor' | 'ability'>, id: string): Promise<SigningAt> {
  const signing = isUuid(id) ? await findSigning(services.db, id) : undefined;
  if (!signing) throw notFound('Signing');
  const isOwn = signing.account === actor.account && signing.onBehalfOf === actor.onBehalfOf;
  const { procedure, unitPath } = signing;
  const isKeeper = keepsSeal(ability, { procedure, unitPath });
  if (!isOwn && !(isKeeper && signing.sealAsked)) throw notFound('Signing');
  return { signing, items: await loadItems(services.db, signing), isOwn, keepsSeal: isKeeper };
}

/** Items that are shown and not given, and that this actor is to give. */
export function mineOf({ items, isOwn, keepsSeal }: SigningAt): readonly SigningItem[] {
  const open = items.filter(({ ready, signedSha256 }) => ready !== undefined && signedSha256 === undefined);
  return open.filter(({ capacity }) => (capacity === 'personal' ? isOwn : keepsSeal));
}

/** Throws conflict `signingExpired`, `signingClosed`. */
export function requireUnderWay({ state, expiresAt, refusal }: Signing, now: string): void {
  if (state === 'expired' || (state === 'prepared' && expiresAt <= now))
    throw new Rejection('conflict', 'signingExpired', 'Expected a signing that has not expired.', { details: { expiresAt } });
  if (state === 'prepared' || state === 'signed') return;
  throw new Rejection('conflict', 'signingClosed', `Expected a signing under way, but it is ${state}.`, {
    details: { state, ...(refusal !== undefined && { refusal }) },
  });
}
