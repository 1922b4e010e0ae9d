/**
 * What a reader sees of a case that has sensitive values: masked, unless a rule lets them read it for the purpose that they state; then
 * the look is recorded before the answer leaves. What stands on the form of a task in one's own hands is one's own work. Fields that
 * rules keep from the reader are masked whatever the purpose.
 */
import { learnHistory, sensitivePlaces, valuesAt, type CaseValues } from '../../commands/protection/case-values.ts';
import { unreadablePlaces } from '../../commands/protection/unreadable-places.ts';
import { can } from '../../policies/can.ts';
import { readableCase, type ReadableCase } from '../routes/readable.ts';
import type { RouteRequest } from '../route.ts';
import { recordLook } from './record-look.ts';

type Request = Pick<RouteRequest<unknown, unknown, unknown>, 'principal' | 'services' | 'now' | 'purpose'>;
type Scope = Parameters<CaseValues['values']['mask']>[0];

export interface Look {
  /** Texts in it that quote what is sensitive are masked. */
  redact<T>(value: T): T;
  /** `shown`: places that are shown all the same; `masked` gets the others. */
  mask(scope: Scope, masked: Set<string>, shown?: ReadonlySet<string>): Scope;
}

const NOWHERE: ReadonlySet<string> = new Set();
const OPEN: Look = { redact: (value) => value, mask: (scope) => scope };

/** `what`: the part of the case, for the record; `past`: values of earlier steps may stand in it; `also`: more places that rules keep. */
export async function lookAt(
  request: Request,
  found: ReadableCase,
  what: string,
  { past = false, also = NOWHERE }: { readonly past?: boolean; readonly also?: ReadonlySet<string> } = {},
): Promise<Look> {
  const { commands } = request.services;
  const sensitive = await sensitivePlaces(commands, found);
  const kept = (await unreadablePlaces(commands, found.ability, found)).union(also);
  if (sensitive.size === 0 || !mayReadSensitive(request, found)) return await masking(request, found, sensitive.union(kept), past);
  const fields = [...sensitive.difference(kept)];
  await recordLook(request, { operation: 'readSensitive', subject: 'case', ids: [found.case.id], scope: { what, fields } });
  return await masking(request, found, kept, past);
}

async function masking({ services }: Request, found: ReadableCase, places: ReadonlySet<string>, past: boolean): Promise<Look> {
  const known = valuesAt(found, places);
  if (!known) return OPEN;
  if (past) await learnHistory(services.commands, known, found.case.id);
  const { values } = known;
  return { redact: (value) => values.redactAll(value), mask: (scope, masked, shown) => values.mask(scope, masked, shown) };
}

/** The case that a request asks for, as it is seen. */
export async function lookAtCase(
  request: Request,
  caseId: string,
  what: string,
  past = false,
): Promise<ReadableCase & { readonly look: Look }> {
  const found = await readableCase(request, caseId);
  return { ...found, look: await lookAt(request, found, what, { past }) };
}

const mayReadSensitive = ({ purpose }: Request, { ability, case: record }: ReadableCase): boolean =>
  can(ability, 'readSensitive', 'Case', { ...record, purpose: purpose ?? null }).allowed;
