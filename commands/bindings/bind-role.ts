/**
 * How the work of a role, or of all roles of an agency type, reaches a unit and all below it from a day on. What is open stays where
 * it is: the register is asked when a task opens. Entries are never changed; a later one prevails.
 */
import { WORK_MODES, type RoleBinding } from '../../engine/bindings/binding.ts';
import { byRight } from '../../store/by-right.ts';
import { addBinding, type NewBinding } from '../../store/repositories/bindings.ts';
import { unitExists } from '../../store/queries/unit-exists.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { optionalText, requireText } from '../check-text.ts';
import { checkedUnit } from '../../casework/start-rights.ts';
import { requireUnit } from '../cases/start-unit.ts';
import type { Commands, Services } from '../contract.ts';
import { invalidInput } from '../invalid-input.ts';
import { requirePermission } from '../../casework/require-permission.ts';
import { requirePeriod } from './checked-dates.ts';

type Input = Commands['bindRole'][0];
const MODES: readonly RoleBinding['mode'][] = [...WORK_MODES, 'inherit'];
const MOST_SHARES = 100;

/** Throws validation `bindingSubject`, `modeInvalid`, `partnerRequired`, `clerkRoleRequired`, `unitUnknown`, `validFromInvalid`, …; forbidden. */
export const bindRole: PlainCommandOf<'bindRole'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run({ ability, actor, epochs }, { services, input }, now) {
    const unitPath = checkedUnit(input.unitPath);
    const { role, agencyType, mode } = input;
    // the unit is the caller's own word: that it may not be changed tells nothing
    requirePermission(ability, 'change', 'Binding', { role, agencyType, unitPath, mode }, true);
    const entry = await checkedEntry(services, { ...input, unitPath });
    const recorded = await byRight(services.db, epochs, async (tx) => await addBinding(tx, entry, actor, now));
    services.bindings.forget();
    return { id: recorded.id };
  },
};

async function checkedEntry(services: Services, input: Input): Promise<NewBinding> {
  const { mode, unitPath } = input;
  if (!MODES.includes(mode)) throw invalidInput('modeInvalid', 'mode', `Expected one of ${MODES.join(', ')}.`, 'modeInvalid');
  await requireUnit(services, unitPath);
  const entry: NewBinding = {
    ...subjectOf(input),
    unitPath,
    mode,
    ...(mode === 'exchange' && (await exchangeFields(services, input))),
    ...(mode === 'paper' && { clerkRole: requireText(input.clerkRole, 'clerkRole', 100) }),
    ...requirePeriod(input.validFrom, input.validTo),
    reason: requireText(input.reason, 'reason'),
  };
  return entry;
}

function subjectOf({ role, agencyType }: Input): Pick<RoleBinding, 'role' | 'agencyType'> {
  const named = [optionalText(role, 'role', 100), optionalText(agencyType, 'agencyType', 100)] as const;
  if (named[0] !== undefined && named[1] === undefined) return { role: named[0] };
  if (named[1] !== undefined && named[0] === undefined) return { agencyType: named[1] };
  throw invalidInput('bindingSubject', 'role', 'Expected either a role or an agency type.', 'bindingSubject');
}

async function exchangeFields(services: Services, input: Input) {
  const { onBounce = 'incident', shares = [] } = input;
  const partner = checkedUnit(requireText(input.partner, 'partner', 1_000));
  if (!(await unitExists(services.db, partner)))
    throw invalidInput('unitUnknown', 'partner', `Expected unit '${partner}' to exist.`, 'unitUnknown');
  const clerkRole = optionalText(input.clerkRole, 'clerkRole', 100);
  if (onBounce === 'paper' && clerkRole === undefined) requireText(clerkRole, 'clerkRole');
  const fallbackRole = optionalText(input.fallbackRole, 'fallbackRole', 100);
  if (shares.length > MOST_SHARES) throw invalidInput('sharesInvalid', 'shares', `Expected at most ${MOST_SHARES} variables.`, 'tooLong');
  return {
    partner,
    onBounce,
    ...(clerkRole !== undefined && { clerkRole }),
    ...(fallbackRole !== undefined && { fallbackRole }),
    shares: shares.map((name) => requireText(name, 'shares', 255)),
  };
}
