/** What people do with a task, with the checks of the product (casework). Who completes a task that nobody has takes it first. */
import { accessibleForm } from '../../casework/accessible-form.ts';
import { checkFormData } from '../../casework/check-form-data.ts';
import { completion, given, outcomeOf, requireReason } from '../../casework/completion.ts';
import { couldTake } from '../../casework/could-take.ts';
import { requireForm } from '../../casework/require-form.ts';
import { requireNotExcluded } from '../../casework/excluded.ts';
import { authorizeTask, requireOpen } from '../../casework/task-rights.ts';
import { authorizeClaim, authorizeWork, requireClaimable, requireClaimed } from '../../casework/task-claim.ts';
import { visibleVariables } from '../../casework/visible-variables.ts';
import { Rejection, required } from '../../errors.ts';
import type { PerformedAct, Variables } from '../../engine/command.ts';
import { stepFuel } from '../../engine/fuel.ts';
import { withOutcome } from '../../forms/with-outcome.ts';
import { DEFAULT_LIMITS } from '../../engine/ports.ts';
import { formScope } from '../form-scope.ts';
import { happened } from '../happened.ts';
import type { Person } from '../people.ts';
import type { StepOf } from '../scenario.ts';
import { takeStep } from '../take-step.ts';
import { nowOf, type SimTask, type World } from '../world.ts';
import { personOf } from './person-of.ts';
import { taskOf } from './task-of.ts';

export function claim(world: World, { claim: node, by, loop }: StepOf<'claim'>): void {
  const person = personOf(world, by);
  const task = taskOf(world, node, person, loop);
  const { instance } = claimed(task, person);
  world.tasks.set(instance, { ...task, assignee: person.actor.account });
  happened(world, 'happened.claimed', { who: by, task: node });
}

/** Rules bind the assignee too: candidates only, and nobody excluded. */
export function assign(world: World, { assign: node, to, by, loop }: StepOf<'assign'>): void {
  const [giver, taker] = [personOf(world, by), personOf(world, to)];
  const task = taskOf(world, node, taker, loop);
  authorizeTask(giver.ability, task, 'assign');
  requireOpen(task);
  requireNotExcluded(task, [taker.actor.person]);
  if (!couldTake(task, taker.grants, taker.ability))
    throw new Rejection('validation', 'assigneeNotCandidate', `Expected account '${to}' to be a candidate of '${node}'.`);
  world.tasks.set(task.instance, { ...task, assignee: taker.actor.account });
  happened(world, 'happened.assigned', { who: by, task: node, to });
}

export function complete(world: World, { complete: node, by, outcome, data = {}, reason, loop }: StepOf<'complete'>): void {
  const person = personOf(world, by);
  const task = atWork(taskOf(world, node, person, loop), person, 'complete');
  const model = world.module.models.get(task.definition);
  if (model) requireReason(outcomeOf(model, task, outcome), given(reason) ?? given(data['reason']));
  const step = completion(task.instance, outcome, checkedData(world, task, { submitted: data, outcome }, person), given(reason));
  takeStep(world, person.actor, { ...step, ...actOf(world, task, person) });
}

export function returnTo(world: World, { return: node, to, by, reason, loop }: StepOf<'return'>): void {
  const person = personOf(world, by);
  const task = atWork(taskOf(world, node, person, loop), person, 'return');
  const done = [...world.tasks.values()].some((other) => other.node === to && (other.state === 'completed' || other.state === 'returned'));
  if (!done)
    throw new Rejection('conflict', 'stepNotDone', `Expected step '${to}' to have been done in this case.`, { details: { target: to } });
  takeStep(world, person.actor, {
    type: 'returnToStep',
    instance: task.instance,
    target: to,
    variables: { reason },
    ...actOf(world, task, person),
  });
  happened(world, 'happened.returned', { who: by, task: node, target: to });
}

/** Who works on a task says that it cannot be done as drawn: a BPMN error. */
export function raise(world: World, { raise: node, error, by, data = {}, loop }: StepOf<'raise'>): void {
  const person = personOf(world, by);
  const { instance } = atWork(taskOf(world, node, person, loop), person, 'complete');
  takeStep(world, person.actor, { type: 'throwBpmnError', instance, code: error, variables: data });
}

/** Done on paper or in another system, and entered at once. */
function actOf(world: World, { elsewhere }: SimTask, { actor }: Person): { readonly act?: PerformedAct } {
  return elsewhere ? { act: { at: nowOf(world), by: [actor.person] } } : {};
}

/** Who completes a task that nobody has takes it first. */
export function atWork(task: SimTask, person: Person, action: string): SimTask {
  const mine = task.assignee === undefined && task.state === 'open' ? claimed(task, person) : task;
  authorizeWork(person.ability, mine, action);
  requireClaimed(mine);
  return mine;
}

function claimed(task: SimTask, { actor, ability }: Person): SimTask {
  authorizeClaim(ability, task);
  requireClaimable(task, [actor.person]);
  return { ...task, assignee: actor.account };
}

/** Data of a form that the module does not have is not taken, as in the product. */
function checkedData(
  world: World,
  task: SimTask,
  { submitted, outcome }: { readonly submitted: Variables; readonly outcome: string | undefined },
  { ability }: Person,
): Variables {
  const { form: key, instance, openedOn } = task;
  if (key === undefined) return submitted;
  const form = accessibleForm(requireForm(world.module.forms.get(key), key), key, { ability, place: task });
  const known = visibleVariables({ state: required(world.state, 'a case that has begun'), variables: world.variables }, instance);
  const variables = withOutcome(form, known, outcome);
  return checkFormData(form, key, submitted, {
    ...formScope(world, openedOn),
    variable: (name) => variables[name],
    now: nowOf(world),
    fuel: stepFuel(DEFAULT_LIMITS.fuel),
  });
}
