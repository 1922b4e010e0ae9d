/** What people and administrators do besides the normal course: returns, recalls, companions, errors, moves. One random act each. */
import { Rejection } from '../../errors.ts';
import type { KernelCommand } from '../../engine/command.ts';
import type { CaseDriver } from './case-driver.ts';

type Acting = (driver: CaseDriver, pick: number) => KernelCommand | readonly KernelCommand[] | undefined;

function at<T>(list: readonly T[], pick: number): T | undefined {
  return list[pick % Math.max(list.length, 1)];
}

/** Every user task there is, as the target, from a random one on: most are no earlier step and are refused. */
const returning: Acting = (driver, pick) => {
  const instance = at([...driver.rows.tasks.keys()], pick);
  if (instance === undefined) return undefined;
  return stepsFrom(driver, pick).map((target) => ({ type: 'returnToStep', instance, target, variables: {} }));
};

const recalling: Acting = (driver, pick) => {
  const scope = at(
    [...driver.run().instances.values()].filter(({ node }) => node.scope),
    pick,
  );
  return scope && stepsFrom(driver, pick).map((target) => ({ type: 'recallStep', scope: scope.id, target }));
};

function stepsFrom(driver: CaseDriver, pick: number): string[] {
  const steps = [...(driver.run().root?.model.nodes.values() ?? [])].filter(({ kind }) => kind === 'userTask').map(({ id }) => id);
  const first = pick % Math.max(steps.length, 1);
  return [...steps.slice(first), ...steps.slice(0, first)];
}

const companion: Acting = (driver, pick) => {
  const instance = at([...driver.rows.tasks.keys()], pick);
  const position = pick % 2 ? 'before' : 'after';
  return instance === undefined ? undefined : { type: 'addCompanion', instance, position, task: { kind: 'opinion', name: `o${pick}` } };
};

const erring: Acting = (driver, pick) => {
  const instance = at([...driver.run().instances.values()], pick);
  return instance && { type: 'throwBpmnError', instance: instance.id, code: 'E', variables: {} };
};

/** A token begins again where it is: whatever it was doing is cut off. */
const moving: Acting = (driver, pick) => {
  const token = at(
    [...driver.run().instances.values()].filter(({ node, parent }) => node.activity && parent?.node.scope),
    pick,
  );
  return token?.parent && { type: 'moveToken', cancel: [token.id], activate: [{ scope: token.parent.id, node: token.node.id }] };
};

const dropping: Acting = (driver, pick) => {
  const token = at(
    [...driver.run().instances.values()].filter(({ memory }) => memory.dy),
    pick,
  );
  return token && { type: 'moveToken', cancel: [token.id], activate: [] };
};

const ACTS: readonly Acting[] = [returning, returning, recalling, companion, erring, moving, dropping];

/** Answers the kind of command that was accepted; a refusal must be a rejection, which changes nothing. */
export function repair(driver: CaseDriver, pick: number): string | undefined {
  const commands = [at(ACTS, pick)?.(driver, pick >> 2) ?? []].flat();
  return commands.find((command) => accepts(driver, command))?.type;
}

function accepts(driver: CaseDriver, command: KernelCommand): boolean {
  const before = JSON.stringify([driver.state, driver.variables]);
  try {
    driver.send(command);
    return true;
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    if (JSON.stringify([driver.state, driver.variables]) !== before)
      throw new Error('a refused command changed the case', { cause: error });
    return false;
  }
}

/** A person looks at every incident sooner or later. */
export function resolveAll(driver: CaseDriver): void {
  for (const instance of driver.rows.incidents.keys())
    if (driver.rows.incidents.has(instance)) driver.send({ type: 'resolveIncident', instance, variables: {} });
}
