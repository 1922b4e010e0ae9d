/** A scenario from JSON of unknown origin: every fault with its JSON pointer. Nothing is guessed, no field is unknown. */
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { type Problem, Rejection } from '../errors.ts';
import { ACTS, CHECKS, PROBES, ScenarioHead, type Act, type Scenario, type Step } from './scenario.ts';

interface Shape {
  Check(value: unknown): boolean;
  Errors(value: unknown): Iterable<{ readonly instancePath: string; readonly message: string }>;
}

const compiled = (schemas: Readonly<Record<string, TSchema>>): ReadonlyMap<string, Shape> =>
  new Map(Object.entries(schemas).map(([kind, schema]) => [kind, Compile(schema) as Shape]));
const head = Compile(ScenarioHead);
const acts = compiled(ACTS);
const others = compiled({ ...CHECKS, ...PROBES });
const KINDS = [...acts.keys(), 'refused', ...others.keys()];

/** Throws Rejection validation `scenarioInvalid`. */
export function readScenario(json: unknown, file: string): Scenario {
  const problems: Problem[] = [];
  const fault: Fault = (path, message) => {
    problems.push({ code: 'scenario.shape', path, message });
    return undefined;
  };
  if (!head.Check(json)) {
    for (const { instancePath, message } of head.Errors(json)) fault(instancePath, message);
    throw invalid(file, problems);
  }
  const { people = {}, ...scenario } = json;
  const steps = scenario.steps.map((step, i) => readStep(step, `/steps/${i}`, fault)).filter((step) => step !== undefined);
  const read: Scenario = { ...scenario, people, steps };
  checkPeople(read, fault);
  checkMoments(read, fault);
  if (problems.length > 0) throw invalid(file, problems);
  return read;
}

type Fault = (path: string, message: string) => undefined;

function readStep(json: unknown, path: string, fault: Fault): Step | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return fault(path, 'Expected an object.');
  if ('refused' in json) return readRefused(json as Readonly<Record<string, unknown>>, path, fault);
  const kind = kindOf(json);
  const shape = kind === undefined ? undefined : (acts.get(kind) ?? others.get(kind));
  if (!shape || kind === undefined) return fault(path, `Expected one of ${KINDS.join(', ')}.`);
  if (!matches(shape, json, path, fault)) return undefined;
  return { kind, step: json, ...('note' in json && { note: json.note }) } as unknown as Step;
}

/** `enable`, `return`, … may be fields of no other step: the first name that is a kind decides. `at` is a kind and a field. */
function kindOf(json: object): string | undefined {
  const names = Object.keys(json).filter((name) => acts.has(name) || others.has(name));
  return names.find((name) => name !== 'at') ?? names[0];
}

function readRefused(json: Readonly<Record<string, unknown>>, path: string, fault: Fault): Step | undefined {
  const { refused, code, problems, note, ...rest } = json;
  for (const name of Object.keys(rest)) fault(`${path}/${name}`, `Nothing here is called '${name}'.`);
  if (typeof code !== 'string' || code === '') return fault(`${path}/code`, 'Expected the code of the refusal.');
  if (problems !== undefined && !(Array.isArray(problems) && problems.every((one) => typeof one === 'string')))
    return fault(`${path}/problems`, 'Expected a list of JSON pointers.');
  const act = readStep(refused, `${path}/refused`, fault);
  if (!act) return undefined;
  if (!acts.has(act.kind)) return fault(`${path}/refused`, `Expected one of ${[...acts.keys()].join(', ')}.`);
  return {
    kind: 'refused',
    act: act as Act,
    code,
    ...(problems !== undefined && { problems: problems as readonly string[] }),
    ...(typeof note === 'string' && { note }),
  };
}

function matches(shape: Shape, json: object, path: string, fault: Fault): boolean {
  if (shape.Check(json)) return true;
  for (const { instancePath, message } of shape.Errors(json)) fault(`${path}${instancePath}`, message);
  return false;
}

/** Whoever acts is among the people; a case that somebody starts names who. */
function checkPeople({ people, starter, procedure, startEvent, steps }: Scenario, fault: Fault): void {
  const known = (alias: string | undefined, path: string): void => {
    if (alias !== undefined && !Object.hasOwn(people, alias)) fault(path, `Expected '${alias}' to be one of the people.`);
  };
  known(starter, '/starter');
  if (procedure !== undefined && starter === undefined && startEvent === undefined)
    fault('/starter', 'Expected who starts the case, or the start event of a case that nobody starts.');
  steps.forEach((step, i) => {
    const act = step.kind === 'refused' ? step.act : step;
    if ('step' in act && 'by' in act.step) known(act.step.by, `/steps/${i}/by`);
    if (act.kind === 'assign') known(act.step.to, `/steps/${i}/to`);
    if (procedure === undefined && !Object.hasOwn(PROBES, step.kind)) fault(`/steps/${i}`, 'Expected a procedure for a step of a case.');
  });
}

function checkMoments({ at, steps }: Scenario, fault: Fault): void {
  const moments = [at, ...steps.flatMap((step) => (step.kind === 'at' ? [step.step.at] : []))];
  const places = ['/at', ...steps.flatMap((step, i) => (step.kind === 'at' ? [`/steps/${i}/at`] : []))];
  let last = -Infinity;
  moments.forEach((moment, i) => {
    const when = millisecondsOf(moment);
    const place = places[i] ?? '';
    if (when === undefined) return fault(place, 'Expected an instant with its offset, such as 2026-11-23T09:00+07:00.');
    if (when < last) fault(place, 'Expected time not to go back.');
    last = when;
  });
}

function millisecondsOf(text: string): number | undefined {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return undefined;
  }
}

function invalid(file: string, problems: readonly Problem[]): Rejection {
  const said = problems.map(({ path, message }) => `${path}: ${message}`).join(' ');
  return new Rejection('validation', 'scenarioInvalid', `Expected ${file} to be a scenario. ${said}`, { problems });
}
