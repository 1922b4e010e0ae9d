/**
 * Runs a scenario on the real kernel, in memory: no database, no clock, no chance. The same module and scenario always give the
 * same run. An expectation that is not met ends the run with what was expected and what was found; nothing unforeseen passes
 * silently: an incident that no step speaks of is a failure.
 */
import { registerOfModes } from '../engine/bindings/register-of-modes.ts';
import { Rejection } from '../errors.ts';
import { perform } from './acts/perform.ts';
import { personOf } from './acts/person-of.ts';
import { startCase } from './acts/start.ts';
import { isCheck, verify } from './checks/verify.ts';
import { comeToRest } from './come-to-rest.ts';
import type { CompiledModule } from './compile-module.ts';
import { requireCovered } from './covered.ts';
import { failureOf, Unmet, type ScenarioFailure } from './failure.ts';
import { happened } from './happened.ts';
import { peopleOf } from './people.ts';
import type { Act, Check, Probe, Refused, Scenario, Step } from './scenario.ts';
import type { Happening } from './timeline.ts';
import type { RanTerm } from './ran-term.ts';
import { termsOf } from './terms.ts';
import type { World } from './world.ts';

export interface ScenarioRun {
  readonly scenario: Scenario;
  readonly failure?: ScenarioFailure;
  readonly happenings: readonly Happening[];
  /** elements and sequence flows that were passed, `<process> <id>` */
  readonly visited: ReadonlySet<string>;
  /** decisions that were taken */
  readonly decided: ReadonlySet<string>;
  /** terms of the register that ran, in the order in which they began */
  readonly terms: readonly RanTerm[];
}

export function runScenario(module: CompiledModule, scenario: Scenario): ScenarioRun {
  const world = openWorld(module, scenario);
  const failure = firstFailure(world, scenario);
  return {
    scenario,
    ...(failure && { failure }),
    happenings: world.happenings,
    visited: world.visited,
    decided: new Set(world.decided.keys()),
    terms: termsOf(world),
  };
}

function firstFailure(world: World, scenario: Scenario): ScenarioFailure | undefined {
  try {
    if (scenario.procedure !== undefined) begin(world, scenario);
    for (const step of scenario.steps) {
      world.at += 1;
      takeOne(world, step);
    }
    requireNoIncident(world);
    requireCovered(world, scenario);
    return undefined;
  } catch (error) {
    if (error instanceof Unmet) return failureOf(incidentBehind(world) ?? error, world.at);
    if (error instanceof Rejection) return failureOf(refusedWith(error), world.at);
    throw error;
  }
}

function begin(world: World, { starter, unit, startEvent, variables = {} }: Scenario): void {
  startCase(world, { by: starter === undefined ? undefined : personOf(world, starter), unit, startEvent, variables });
  comeToRest(world);
}

function takeOne(world: World, step: Step): void {
  if (step.kind === 'refused') return expectRefusal(world, step);
  if (isCheck(step.kind)) return verify(world, step as Check | Probe);
  requireNoIncident(world);
  perform(world, step as Act);
  comeToRest(world);
}

function expectRefusal(world: World, { act, code, problems }: Refused): void {
  const refusal = refusalOf(world, act);
  if (!refusal) throw new Unmet('failed.notRefused', { expected: code });
  if (refusal.code !== code) throw new Unmet('failed.refusal', { expected: code, found: said(refusal) });
  const places = refusal.problems.map(({ path = '' }) => path).toSorted();
  if (problems && JSON.stringify(problems.toSorted()) !== JSON.stringify(places))
    throw new Unmet('failed.refusal', { expected: problems, found: places });
  happened(world, 'happened.refused', { who: 'by' in act.step ? (act.step.by ?? '–') : '–', code });
}

function refusalOf(world: World, act: Act): Rejection | undefined {
  try {
    perform(world, act);
    return undefined;
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
}

function requireNoIncident(world: World): void {
  const unseen = incidentBehind(world);
  if (unseen) throw unseen;
}

/** Where a case stopped says more than what did not come of it. */
function incidentBehind({ incidents }: World): Unmet | undefined {
  const unseen = [...incidents.values()].find(({ seen }) => !seen);
  return unseen && new Unmet('failed.incidentUnexpected', { node: unseen.node, found: unseen.message });
}

function refusedWith(refusal: Rejection): Unmet {
  return new Unmet('failed.refused', { code: refusal.code, found: said(refusal) });
}

function said({ code, message, problems }: Rejection): string {
  const places = problems.map(({ path = '', message: what }) => `${path}: ${what}`).join(' ');
  return [`${code}:`, message, places].filter(Boolean).join(' ');
}

/** Whoever stands in does not matter to a scenario: it speaks of those who act. */
const NO_PLACE = { unitPath: '', partner: 'partner', clerkRole: 'clerk' };

function openWorld(module: CompiledModule, { people, procedure = '', at, bindings = {} }: Scenario): World {
  return {
    module,
    people: peopleOf(people, module.rules),
    procedure,
    unitPath: '',
    bindings: registerOfModes(bindings, NO_PLACE),
    now: Temporal.Instant.from(at).epochMilliseconds,
    state: undefined,
    variables: {},
    tasks: new Map(),
    jobs: new Map(),
    timers: new Map(),
    subscriptions: new Map(),
    incidents: new Map(),
    thrown: [],
    refusing: new Map(),
    notices: [],
    applied: [],
    sent: [],
    decided: new Map(),
    documents: new Map(),
    signed: [],
    ends: [],
    visited: new Set(),
    happenings: [],
    terms: [],
    at: 0,
  };
}
