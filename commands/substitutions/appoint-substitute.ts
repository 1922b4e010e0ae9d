/**
 * Somebody is away, and somebody else acts for them: appointed by the absent person, or by whoever is over them, never by the
 * substitute. On the record of administration.
 */
import { notFound, requirePermission } from '../../casework/require-permission.ts';
import { byRight } from '../../store/by-right.ts';
import type { ActorRights } from '../../store/contract.ts';
import { recordAct } from '../../store/repositories/acts.ts';
import { loadRights } from '../../store/repositories/rights.ts';
import { addSubstitution, holdAccountsOf } from '../../store/repositories/substitutions.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { localDate } from '../../engine/time-values.ts';
import { optionalText, requireInstant, requireText } from '../check-text.ts';
import type { Commands, Services } from '../contract.ts';
import { invalidInput } from '../invalid-input.ts';
import { checkedScope, requireLevel } from './cover-scope.ts';
import { holderOf } from './holder-of.ts';

type Input = Commands['appointSubstitute'][0];

/**
 * Throws notFound `personNotFound`, forbidden; validation `substituteUnknown`, `substituteIsAbsent`, `substituteLacksLevel`,
 * `roleNotCoverable`, `procedureNotCoverable`, …; conflict `substitutionOverlaps`, `substituteAbsent`, `absentSubstitutes`.
 */
export const appointSubstitute: PlainCommandOf<'appointSubstitute'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run({ ability, actor, epochs, persons }, { services, input }, now) {
    const by = { account: actor.account, person: persons[0] ?? '' };
    const absent = await holderOf(services, input.absent ?? by.person);
    if (!absent) throw notFound('Person');
    const { person, unitPath } = absent;
    requirePermission(ability, 'appoint', 'Substitution', { absent: person, substitute: input.substitute, unitPath });
    const time = requireTime(input, now);
    const substitute = await requireSubstitute(services, input.substitute, person);
    const at = time.validFrom > now ? time.validFrom : now;
    const day = localDate(Date.parse(at));
    const scope = await checkedScope(services, input, day);
    requireLevel(await rightsOf(services, absent.id, at), await rightsOf(services, substitute.id, at), scope, day);
    const basis = optionalText(input.basis, 'basis', 500);
    const why = requireText(input.reason, 'reason');
    const entry = { absent: person, substitute: substitute.person, ...scope, ...time, reason: why, ...(basis !== undefined && { basis }) };
    return await byRight(
      services.db,
      epochs,
      async (tx) => {
        const id = await addSubstitution(tx, entry, by, now);
        const act = { at: now, actor, epoch: epochs[0]?.epoch, act: 'appointSubstitute', subject: String(id), unitPath, reason: why };
        await recordAct(tx, { ...act, outcome: { ...entry } });
        return { id };
      },
      async (tx) => await holdAccountsOf(tx, [person, substitute.person], [by.account]),
    );
  },
};

async function requireSubstitute(services: Services, person: string, absent: string) {
  if (person === absent)
    throw invalidInput('substituteIsAbsent', 'substitute', 'Expected somebody else as the substitute.', 'substituteIsAbsent');
  const holder = await holderOf(services, person);
  if (holder) return holder;
  throw invalidInput('substituteUnknown', 'substitute', `Expected person '${person}' to have an active account.`, 'substituteUnknown');
}

function requireTime(input: Input, now: string): { readonly validFrom: string; readonly validTo: string } {
  const validFrom = requireInstant(input.validFrom, 'validFrom');
  const validTo = requireInstant(input.validTo, 'validTo');
  if (validTo <= validFrom || validTo <= now)
    throw invalidInput('validToInvalid', 'validTo', 'Expected the end to come after the start, and not to have passed.', 'coverEnds');
  return { validFrom, validTo };
}

async function rightsOf({ db }: Services, account: string, at: string): Promise<ActorRights> {
  const rights = await loadRights(db, account, at);
  if (!rights) throw notFound('Account');
  return rights;
}
