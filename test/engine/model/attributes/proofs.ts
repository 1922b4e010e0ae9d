/** What must be seen of an attribute that is executed, refused or descriptive. Each proof answers the fault it found. */
import { readFileSync } from 'node:fs';
import type { BpmnElement, BpmnPropertyDescriptor } from '../../../../engine/model/bpmn-element.ts';
import { supportOf } from '../../../../engine/model/lint/attribute-support.ts';
import type { Support } from '../../../../engine/model/lint/attribute-support.ts';
import { deployTree, deployWith } from './deploy.ts';
import type { Deployed, Refusal } from './deploy.ts';
import { newGround, subjectOf } from './ground.ts';
import { PREPARED } from './prepared.ts';
import { SCENARIOS } from './reasons.ts';
import { localName, ownerOf, setValue, valuesFor } from './values.ts';

type Proof = (type: string, property: BpmnPropertyDescriptor) => Promise<string | undefined>;

interface Trial {
  readonly value: string;
  readonly subject: BpmnElement;
  readonly owner: string;
  readonly before: Deployed;
  readonly after: Deployed;
}

/** The same diagram with and without the attribute, for each of its values. */
async function trials(type: string, property: BpmnPropertyDescriptor, chosen?: readonly unknown[]): Promise<Trial[]> {
  const found: Trial[] = [];
  for (let index = 0, count = 1; index < count; index++) {
    const { ground, subject, before } = await stage(type, property);
    const values = chosen ?? valuesFor(ground, subject, property);
    if (values.length === 0 && !chosen) throw new Error(`${type}.${localName(property)}: no value to try`);
    count = values.length;
    if (count === 0) break;
    const owner = ownerOf(subject).id ?? '';
    const value = textOf(values[index]);
    if (!property.isVirtual) setValue(ground, subject, property, values[index]);
    const after = await (property.isVirtual
      ? deployWith(ground.definitions, subject.id ?? '', localName(property), value)
      : deployTree(ground.definitions));
    found.push({ value, subject, owner, before, after });
  }
  return found;
}

async function stage(type: string, property: BpmnPropertyDescriptor) {
  const attribute = localName(property);
  const ground = await newGround();
  const plain = ground.ofType(type).some(({ $type }) => $type === type);
  const subject = subjectOf(ground, type, attribute);
  if (!subject) throw new Error(`${type} has no home`);
  const prepare = PREPARED[`${type}.${attribute}`] ?? PREPARED[`${property.definedBy.name}.${attribute}`];
  prepare?.(ground, subject);
  untouched ??= deployTree((await newGround()).definitions);
  const before = plain && !prepare ? await untouched : await deployTree(ground.definitions);
  return { ground, subject, before };
}

let untouched: Promise<Deployed> | undefined;

function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? String((value as BpmnElement).id ?? (value as BpmnElement).$type) : String(value);
}

function unclean({ value, before, after }: Trial): string | undefined {
  if (before.refusals.length > 0) return `without it: ${JSON.stringify(before.refusals)}`;
  return after.refusals.length > 0 ? `'${value}' is refused: ${JSON.stringify(after.refusals)}` : undefined;
}

const descriptive: Proof = async (type, property) => {
  for (const trial of await trials(type, property)) {
    const fault = unclean(trial);
    if (fault !== undefined) return fault;
    if (trial.before.runs !== trial.after.runs) return `'${trial.value}' changes what runs`;
  }
  return undefined;
};

const executed: Proof = async (type, property) => {
  const scenario = SCENARIOS[`${property.definedBy.name}.${localName(property)}`];
  if (scenario) return untold(scenario);
  const all = await trials(type, property);
  const refusal = all.find(({ after }) => after.refusals.length > 0);
  if (refusal) return `'${refusal.value}' is refused: ${JSON.stringify(refusal.after.refusals)}`;
  // Without it the diagram may even be one that cannot run.
  return all.some(({ before, after }) => before.refusals.length > 0 || before.runs !== after.runs)
    ? undefined
    : `${all.map(({ value }) => value).join(', ')}: no difference`;
};

const refused: Proof = async (type, property) => {
  const attribute = localName(property);
  const all = await trials(type, property);
  const except = all[0] ? (supportOf(all[0].subject, property)?.except ?? []) : [];
  for (const { value, subject, owner, after } of all) {
    if (except.map(String).includes(value)) continue;
    const named = after.refusals.some((refusal) => [owner, subject.id].includes(refusal.path) && refusal.attribute === attribute);
    if (!named) return `'${value}' is not refused at ${owner} by name: ${JSON.stringify(after.refusals)}`;
  }
  for (const trial of await trials(type, property, except)) {
    const fault = unclean(trial) ?? (trial.before.runs === trial.after.runs ? undefined : `'${trial.value}' changes what runs`);
    if (fault !== undefined) return fault;
  }
  return undefined;
};

/** A named test shows it. */
function untold([file, title]: readonly [string, string]): string | undefined {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  return text.includes(`test('${title}`) ? undefined : `${file} has no test '${title}'`;
}

/** The element, or what holds it, is refused by name; whatever it says is not read. */
const refusedElement: Proof = async (type, property) => {
  for (const { subject, value, after } of await trials(type, property)) {
    if (!after.refusals.some((refusal) => chain(subject).some((at) => names(refusal, at))))
      return `'${value}': ${subject.id} is not refused by name: ${JSON.stringify(after.refusals)}`;
  }
  return undefined;
};

function chain(element: BpmnElement): BpmnElement[] {
  return element.$parent ? [element, ...chain(element.$parent)] : [element];
}

/** Itself by its id, or the attribute of its parent that it stands in. */
function names({ code, path, attribute, type }: Refusal, element: BpmnElement): boolean {
  if (code === 'elementRefused') return (path === element.id || path === ownerOf(element).id) && type === element.$type;
  const parent = element.$parent;
  if (code !== 'attributeRefused' || !parent) return false;
  return path === ownerOf(parent).id && [parent.get(attribute)].flat().includes(element);
}

export const PROOFS: Readonly<Record<Support | 'refusedElement', Proof>> = { descriptive, executed, refused, refusedElement };
