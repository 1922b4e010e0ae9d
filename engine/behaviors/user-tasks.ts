/** User tasks (BPMN 10.3.4.1): who may do them, until when, and who may not because of what they did before. */
import { bindTask } from '../bindings/bind-task.ts';
import type { UserTaskOpened } from '../effect.ts';
import { IncidentSignal } from '../incidents.ts';
import type { UserTaskFacet, ValueList } from '../model/process-model.ts';
import type { DeadlineRecord } from '../deadline-record.ts';
import type { Instance, Run } from '../run.ts';
import type { DynamicTask } from '../state.ts';
import { armReminders, remindersOf } from '../reminders.ts';
import { instantOf, textOfTime, TIME_ZONE } from '../time-values.ts';
import { deadlineRecord } from '../timers.ts';
import { evaluate, evaluateList } from '../variables.ts';
import { openVote } from '../votes.ts';
import { excludedPersons } from './separation.ts';

const USUAL_PRIORITY = 50;

/** `migrated`: open already, in an earlier version of the diagram; its clocks go on. */
export function openUserTask(run: Run, instance: Instance, migrated = false): void {
  const { node, memory } = instance;
  const task = node.userTask ?? NO_RULES;
  const [assignee] = evaluateList(run, instance, task.assignee);
  const due = migrated ? undefined : dueOf(run, instance, task);
  const reminders = due ? remindersOf(run, instance, due.due) : [];
  const candidates = candidatesOf(run, instance, task, { assignee, migrated });
  run.effects.push({
    type: 'userTaskOpened',
    instance: instance.id,
    node: node.id,
    name: node.name,
    definition: instance.model.id,
    ...(assignee !== undefined && { assignee }),
    ...candidates,
    // whom the diagram names is kept with the task: rights are asked of it until it is done
    excludedPersons: [...new Set([...excludedPersons(run, instance), ...evaluateList(run, instance, task.excludedPersons)])],
    ...(task.form !== undefined && { form: task.form }),
    priority: priorityOf(run, instance, task),
    ...(due && { due: withReminder(due, reminders) }),
    outcomes: task.outcomes.map((outcome) => outcome.id),
    ...(memory.li !== undefined && { index: memory.li }),
    ...(migrated && { migrated: true }),
  });
  if (candidates.binding) memory.bd = candidates.binding;
  armReminders(run, instance, reminders);
}

/** Who votes sees the task, unless the votes are entered from the minutes. */
function candidatePersons(run: Run, instance: Instance, task: UserTaskFacet): readonly string[] {
  const named = evaluateList(run, instance, task.candidatePersons);
  if (!task.vote) return named;
  const council = openVote(run, instance, task.vote);
  return task.vote.entry === 'minutes' ? named : [...new Set([...named, ...council])];
}

/** A task without a type that the deployment lets wait for a person. */
const NO_RULES: UserTaskFacet = {
  assignee: { literal: [] },
  candidateRoles: { literal: [] },
  candidateUnits: { literal: [] },
  candidatePersons: { literal: [] },
  separateFrom: [],
  excludedPersons: { literal: [] },
  priority: undefined,
  form: undefined,
  due: undefined,
  deadline: undefined,
  outcomes: [],
  vote: undefined,
  signatures: [],
  reauthenticate: false,
  documents: [],
  escalations: [],
};

function priorityOf(run: Run, instance: Instance, task: UserTaskFacet): number {
  if (!task.priority) return USUAL_PRIORITY;
  const value = evaluate(run, instance, task.priority);
  if (typeof value === 'number' && value >= 0 && value <= 100) return Math.round(value);
  throw new IncidentSignal(
    'expressionFailed',
    `Expected the priority of ${instance.node.id} to be a number from 0 to 100, but it is ${JSON.stringify(value)}.`,
  );
}

function dueOf(run: Run, instance: Instance, task: UserTaskFacet): DeadlineRecord | undefined {
  if (task.deadline) return deadlineRecord(run, instance, task.deadline);
  if (!task.due) return undefined;
  const value = evaluate(run, instance, task.due);
  return value === null ? undefined : { due: endInstant(textOfTime(value, task.due.source)) };
}

/** A day without a time ends at 24:00 (BLTTHS Đ134k1). */
function endInstant(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return new Date(instantOf(text)).toISOString();
  const midnight = Temporal.Instant.fromEpochMilliseconds(instantOf(text)).toZonedDateTimeISO(TIME_ZONE);
  return new Date(midnight.add({ days: 1 }).epochMilliseconds).toISOString();
}

/** With the first reminder, from which on the deadline is near. */
function withReminder(due: DeadlineRecord, reminders: readonly (readonly [key: string, when: number])[]): DeadlineRecord {
  const first = Math.min(...reminders.map(([, when]) => when));
  return first < Date.parse(due.due) ? { ...due, near: new Date(first).toISOString() } : due;
}

/** What is not done here goes to whoever enters it here, or takes it over. */
function candidatesOf(
  run: Run,
  instance: Instance,
  task: UserTaskFacet,
  { assignee, migrated }: { readonly assignee: string | undefined; readonly migrated: boolean },
): Pick<UserTaskOpened, 'candidateRoles' | 'candidateUnits' | 'candidatePersons' | 'binding' | 'named'> {
  const candidateRoles = evaluateList(run, instance, task.candidateRoles);
  const candidateUnits = evaluateList(run, instance, task.candidateUnits);
  requireSomebody(instance, task.candidateUnits, candidateUnits);
  const others = assignee !== undefined || evaluateList(run, instance, task.candidatePersons).length > 0 || task.vote !== undefined;
  if (!others) requireSomebody(instance, task.candidateRoles, candidateRoles);
  // asked once, when the task opens: a later change of the register moves no work that is under way
  // and a council that votes does so here, or its minutes are entered here
  const asks = assignee === undefined && !migrated && !task.vote;
  const binding = instance.memory.bd ?? (asks ? bindTask(run, candidateRoles, candidateUnits) : undefined);
  if (!binding) return { candidateRoles, candidateUnits, candidatePersons: candidatePersons(run, instance, task) };
  const named = { roles: candidateRoles, units: candidateUnits, persons: evaluateList(run, instance, task.candidatePersons) };
  const role = binding.mode === 'paper' ? binding.clerkRole : binding.fallbackRole;
  return { candidateRoles: role === undefined ? [] : [role], candidateUnits: [], candidatePersons: [], binding, named };
}

/** A rule that names nobody would leave the task to everybody: whoever mends the case has to say who it is for. */
function requireSomebody({ node }: Instance, list: ValueList, named: readonly string[]): void {
  if ('literal' in list || (named.length > 0 && named.every((name) => name.trim() !== ''))) return;
  throw new IncidentSignal('expressionFailed', `Expected '${list.expression.source}' to name who may do ${node.id}, but it names nobody.`);
}

/** An opinion or counter-signature beside a running task: the same element, opened for somebody else. */
export function openCompanion(run: Run, companion: Instance, anchor: number, task: DynamicTask, migrated = false): void {
  const opened: UserTaskOpened = {
    type: 'userTaskOpened',
    instance: companion.id,
    node: companion.node.id,
    name: task.name,
    definition: companion.model.id,
    ...(task.assignee !== undefined && { assignee: task.assignee }),
    candidateRoles: [],
    candidateUnits: [],
    candidatePersons: task.candidates ?? [],
    excludedPersons: excludedPersons(run, companion),
    ...(task.form !== undefined && { form: task.form }),
    priority: USUAL_PRIORITY,
    outcomes: [],
    companion: { ...task, anchor },
    ...(migrated && { migrated: true }),
  };
  run.effects.push(opened);
}
