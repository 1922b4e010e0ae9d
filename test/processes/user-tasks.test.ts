/** What every user task of every shipped procedure must say. Where the law sets nothing, the diagram says so. */
import path from 'node:path';
import test from 'ava';
import { compileBpmn } from '../../casework/compile-bpmn.ts';
import { readModules } from '../../composition/modules/read-module.ts';
import { extensionsOf, listOf, textOf, type ModdleElement } from '../../engine/model/moddle-element.ts';

const modules = readModules(path.join(import.meta.dirname, '../../processes'));
const filesOf = (kind: RegExp) => modules.flatMap(({ resources }) => resources.filter(({ name }) => kind.test(name)));
const forms = new Set(filesOf(/\.form\.json$/).map(({ content }) => (JSON.parse(content) as { id: string }).id));
const documents = new Map(modules.flatMap((module) => module.documents.map((one) => [one.key, one] as const)));
const terms = new Set(modules.flatMap(({ parameters }) => parameters).flatMap(({ key, kind = 'term' }) => (kind === 'term' ? [key] : [])));

interface Task {
  readonly id: string;
  readonly lane: string | undefined;
  readonly element: ModdleElement;
}

function* tasksIn(scope: ModdleElement, lanes: ReadonlyMap<string, string>, around?: string): Generator<Task> {
  for (const element of listOf(scope, 'flowElements')) {
    const lane = lanes.get(element.id ?? '') ?? around;
    if (/UserTask|ManualTask/.test(element.$type)) yield { id: element.id ?? '', lane, element };
    yield* tasksIn(element, lanes, lane);
  }
}

function lanesOf(process: ModdleElement): ReadonlyMap<string, string> {
  const lanes = listOf(process, 'laneSets').flatMap((set) => listOf(set, 'lanes'));
  return new Map(lanes.flatMap((lane) => listOf(lane, 'flowNodeRef').map(({ id = '' }) => [id, textOf(lane, 'name') ?? ''] as const)));
}

for (const module of modules)
  for (const { name, content } of module.resources.filter((file) => file.name.endsWith('.bpmn')))
    test(`${module.manifest.key}, ${name}: every step says who, with what, by when, and what comes of it`, async (t) => {
      const { definitions } = await compileBpmn(content);
      const processes = listOf(definitions, 'rootElements').filter(({ $type }) => $type === 'bpmn:Process');
      const tasks = processes.flatMap((process) => [...tasksIn(process, lanesOf(process))]);
      t.deepEqual(
        tasks.flatMap(({ id, lane, element }) => missingOf(lane, element).map((what) => `${id}: ${what}`)),
        [],
      );
    });

/** Decree 30/2020: the competent person signs, the registry numbers and seals. Modules that say so step by step. */
for (const module of modules.filter(({ manifest }) =>
  ['international-transfer', 'temporary-extraction', 'relocation'].includes(manifest.key),
))
  for (const { name, content } of module.resources.filter((file) => file.name.endsWith('.bpmn')))
    test(`${module.manifest.key}, ${name}: who seals is the registry, after the signature of another step`, async (t) => {
      const { definitions } = await compileBpmn(content);
      const processes = listOf(definitions, 'rootElements').filter(({ $type }) => $type === 'bpmn:Process');
      const tasks = processes.flatMap((process) => [...tasksIn(process, lanesOf(process))]);
      const sealed = tasks.filter(({ element }) => capacities(element).includes('agencySeal'));
      t.true(sealed.length > 0);
      for (const { id, element } of sealed) {
        // signed and sealed in one step: the seal waits for the registry, who alone may give it
        if (capacities(element).includes('personal')) {
          t.true(signedInOrder(element), id);
          continue;
        }
        const roles = (textOf(element, 'tk:candidateRoles') ?? '').split(',');
        t.true(
          roles.every((role) => role.endsWith('-registry')),
          id,
        );
        t.deepEqual(capacities(element), ['agencySeal'], id);
        const [document] = signedDocuments(element);
        const signers = tasks.filter(
          (task) => capacities(task.element).includes('personal') && signedDocuments(task.element).includes(document ?? ''),
        );
        t.true(signers.length > 0, `${id}: nobody signs ${document}`);
      }
    });

const capacities = (task: ModdleElement): readonly (string | undefined)[] =>
  extensionsOf(task, 'tk:Signature').map((one) => textOf(one, 'capacity'));
/** Each seal comes after the signature of a person on the same document. */
function signedInOrder(task: ModdleElement): boolean {
  const signatures = extensionsOf(task, 'tk:Signature').map((one) => ({
    document: textOf(one, 'document'),
    capacity: textOf(one, 'capacity'),
    order: Number(textOf(one, 'order')),
  }));
  return signatures
    .filter(({ capacity }) => capacity === 'agencySeal')
    .every((seal) =>
      signatures.some(({ capacity, document, order }) => capacity === 'personal' && document === seal.document && order < seal.order),
    );
}
const signedDocuments = (task: ModdleElement): readonly string[] =>
  extensionsOf(task, 'tk:Signature').map((one) => textOf(one, 'document') ?? '');

function missingOf(lane: string | undefined, task: ModdleElement): readonly string[] {
  const has = (attribute: string): boolean => (textOf(task, `tk:${attribute}`) ?? '').trim() !== '';
  const checks: readonly (readonly [boolean, string])[] = [
    [Boolean(lane), 'lane'],
    [['candidateRoles', 'candidatePersons', 'assignee'].some(has), 'who may do it'],
    [forms.has(textOf(task, 'tk:form') ?? ''), 'form of its module'],
    [['due', 'dueParameter', 'noDeadline'].some(has), 'due date, or why there is none'],
    [!has('dueParameter') || terms.has(textOf(task, 'tk:dueParameter') ?? ''), 'term in the register'],
    [has('noDeadline') || escalates(task), 'escalation'],
    [outcomesOf(task).every((outcome) => textOf(outcome, 'name') !== undefined), 'names of its outcomes'],
    [!isVote(task) || outcomesOf(task).length > 1, 'outcomes to vote on'],
  ];
  return [...checks.flatMap(([holds, what]) => (holds ? [] : [what])), ...unknownDocuments(task)];
}

const outcomesOf = (task: ModdleElement): readonly ModdleElement[] =>
  extensionsOf(task, 'tk:Outcomes').flatMap((holder) => listOf(holder, 'values'));
const isVote = (task: ModdleElement): boolean => extensionsOf(task, 'tk:Vote').length > 0;
const escalates = (task: ModdleElement): boolean =>
  extensionsOf(task, 'tk:Escalation').some((one) => textOf(one, 'kind') === 'escalate' && textOf(one, 'notify') !== undefined);

function unknownDocuments(task: ModdleElement): readonly string[] {
  const made = extensionsOf(task, 'tk:Document').map((one) => textOf(one, 'key') ?? '');
  const signed = extensionsOf(task, 'tk:Signature').map((one) => [textOf(one, 'document') ?? '', textOf(one, 'capacity')] as const);
  return [
    ...made.filter((key) => !documents.has(key)).map((key) => `declared document ${key}`),
    ...signed.filter(([key, capacity]) => !documents.has(key) || capacity === undefined).map(([key]) => `capacity of ${key}`),
  ];
}

for (const module of modules.filter((one) => one.documents.length > 0))
  test(`${module.manifest.key}: every document is signed in some capacity or says why not, and names who is sent it`, (t) => {
    const diagrams = module.resources.filter(({ name }) => name.endsWith('.bpmn')).map(({ content }) => content);
    const signed = new Set(diagrams.flatMap((text) => [...text.matchAll(/<tk:signature document="([^"]*)"/g)].map(([, key]) => key)));
    for (const { key, unsigned, recipients } of module.documents) {
      t.is(signed.has(key), unsigned === undefined, `${key}: signed by a step, or unsigned with a reason, and not both`);
      // an empty list says that it stays in the file
      t.true(Array.isArray(recipients), `${key}: recipients`);
    }
  });
