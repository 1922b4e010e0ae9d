/**
 * A step with a transactional effect that the database refuses is refused as a whole; but where the diagram catches the refusal as a
 * BPMN error, the step is taken again with it, and what the diagram says then happens is saved instead.
 */
import { Rejection } from '../../errors.ts';
import type { EffectRefusal } from '../../engine/ports.ts';
import type { IdempotencyKey, SaveStep } from '../../store/contract.ts';
import type { Plan, StartPlan } from '../case-command.ts';
import type { AGAIN } from '../retry.ts';
import { partsFrom } from './parts.ts';
import { prepare, type Prepared } from './prepare.ts';
import { save, type Saved } from './save.ts';

/** refusals of the step itself, which say nothing of its effects */
const NOT_OF_EFFECTS = new Set([
  'businessKeyTaken',
  'caseExists',
  'idempotencyKeyReused',
  'messageConsumed',
  'rightsChanged',
  'unknownEffect',
]);

/** Throws what `save` throws. */
export async function saveOrCatch(
  at: Parameters<typeof prepare>[0],
  plan: Plan | StartPlan,
  prepared: Prepared,
  key: IdempotencyKey | undefined,
): Promise<Saved | typeof AGAIN> {
  try {
    return await save(at.services, prepared, key);
  } catch (error) {
    const refused = refusedEffect(error, prepared.step);
    if (!refused) throw error;
    const instead = await otherwise(at, plan, refused);
    if (!instead) throw error;
    return await save(at.services, instead, key);
  }
}

/** The database does not say which effect it refused: only where there is one is it known. */
function refusedEffect(error: unknown, { effects }: SaveStep): [node: string, EffectRefusal] | undefined {
  if (!(error instanceof Rejection) || NOT_OF_EFFECTS.has(error.code)) return undefined;
  const [only, second] = effects.filter((effect) => effect.type === 'transactional');
  return only && !second ? [only.node, { code: error.code, message: error.message }] : undefined;
}

/** The step with the refusal in it; undefined where nothing catches it: an incident there, or a start that would fail. */
async function otherwise(
  at: Parameters<typeof prepare>[0],
  plan: Plan | StartPlan,
  refused: [node: string, EffectRefusal],
): Promise<Prepared | undefined> {
  try {
    const instead = await prepare(at, plan, partsFrom({ refusedEffects: [refused] }));
    const [node] = refused;
    return instead.step.effects.some((effect) => effect.type === 'incidentRaised' && effect.node === node) ? undefined : instead;
  } catch (error) {
    if (error instanceof Rejection) return undefined;
    throw error;
  }
}
