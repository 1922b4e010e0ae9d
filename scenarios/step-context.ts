/** The kernel's view of a scenario's world: every part is at hand, and what the module does not have is an incident, as in the product. */
import { countDeadline, calendarKeyOf } from '../casework/count-deadline.ts';
import { decisionDates } from '../casework/decision-dates.ts';
import { decisionInForce } from '../casework/decision-in-force.ts';
import { isMissing, type Missing } from '../casework/missing.ts';
import { registerRecord } from '../casework/register-record.ts';
import { type LawStanding, withStanding } from '../casework/undetermined.ts';
import { resolveBinding } from '../engine/bindings/resolve-binding.ts';
import type { Actor } from '../engine/command.ts';
import { answerDecision } from '../engine/decisions/answer-decision.ts';
import { stepFuel } from '../engine/fuel.ts';
import { IncidentSignal } from '../engine/incidents.ts';
import { DEFAULT_LIMITS, type DecisionAnswer, type DecisionRecord, type DecisionReference, type StepContext } from '../engine/ports.ts';
import type { Calendar } from '../law/calendar.ts';
import type { Json } from '../expressions/json.ts';
import type { CompiledModule } from './compile-module.ts';
import { takenDecisions, type TakenDecision } from './decision-rules.ts';
import { nowOf, type World } from './world.ts';

export const CASE_ID = '00000000-0000-7000-8000-000000000001';
/** a scenario runs against one deployment of its module */
const VERSION = '1';

/** What nobody has verified decides in a scenario, and is flagged: the text of the rule itself stands for its fingerprint. */
const FLAGGED: LawStanding = { confirmed: [], refuses: false, fingerprint: (meaning) => meaning };

export function stepContext(world: World, actor: Actor): StepContext {
  const { module } = world;
  const now = nowOf(world);
  return {
    now,
    actor,
    caseId: CASE_ID,
    limits: DEFAULT_LIMITS,
    model: (id) => module.models.get(id),
    resolveProcess: ({ key }) =>
      found<string>(
        module.models.has(key)
          ? key
          : { missing: `Expected process '${key}' to be in the module, or in one that its manifest names in 'uses'.` },
      ),
    evaluateDecision: (reference, input) => decide(module, reference, input, now),
    decisionDates: (reference) =>
      found(
        decisionDates(
          reference,
          (module.decisions.get(reference.key) ?? []).map(({ since }) => since),
        ),
      ),
    deadline: (reference) =>
      found(countDeadline(reference, module.parameters.get(reference.parameter) ?? [], module.calendars.get(calendarKeyOf(reference)))),
    // one agency in the whole scenario
    binding: (reference) => resolveBinding(world.bindings, reference, world.unitPath) ?? 'here',
    parameter: (reference) => found(registerRecord(reference, module.parameters.get(reference.key) ?? [])),
    calendar: (key) => found<Calendar>(module.calendars.get(key) ?? { missing: `Expected calendar '${key}' to be in the module.` }),
  };
}

function found<T>(part: T | Missing): T {
  if (isMissing(part)) throw new IncidentSignal('expressionFailed', part.missing);
  return part;
}

/** The decision asked for, and all that it needed, as a scenario speaks of them. */
export function takenBy({ decisions }: CompiledModule, record: DecisionRecord, asOf: string): ReadonlyMap<string, TakenDecision> {
  const chosen = decisionInForce(decisions.get(record.decision) ?? [], asOf);
  return chosen ? takenDecisions(chosen.model, chosen.tables, record) : new Map();
}

export function decide(
  { decisions }: CompiledModule,
  { key, asOf }: Pick<DecisionReference, 'key' | 'asOf'>,
  input: Readonly<Record<string, Json>>,
  now: string,
): DecisionAnswer {
  const chosen = decisionInForce(decisions.get(key) ?? [], asOf);
  if (!chosen) return { ok: false, message: `Expected decision '${key}' (as of ${asOf}) to be in the module.` };
  const version = chosen.since === '' ? VERSION : chosen.since;
  const answer = answerDecision(chosen.model, version, key, input, { now, fuel: stepFuel(DEFAULT_LIMITS.fuel) });
  return withStanding(answer, key, FLAGGED);
}
