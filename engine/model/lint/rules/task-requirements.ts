/** Signatures, documents and reminders of a user task hold one of the values that the engine knows: a misspelt one would be read as the default. */
import type { BpmnElement } from '../../bpmn-element.ts';
import { childrenOf, extensionElementsOf, isType } from '../../bpmn-element.ts';
import { textOf } from '../../moddle-element.ts';
import type { Diagram } from '../diagram.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { isDuration } from './timers.ts';

const CHOICES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'tk:Signature': { capacity: ['personal', 'agencySeal'], level: ['B-B', 'B-T', 'B-LT', 'B-LTA'], kind: ['digital', 'paper'] },
  'tk:Escalation': { kind: ['remind', 'escalate'] },
};

const NEEDED: Readonly<Record<string, string>> = { 'tk:Signature': 'document', 'tk:Document': 'key', 'tk:Escalation': 'notify' };

export function taskRequirements({ elements }: Diagram): Finding[] {
  return elements
    .filter((element) => isType(element, 'bpmn:UserTask'))
    .flatMap((task) => Object.keys(NEEDED).flatMap((type) => extensionElementsOf(task, type).flatMap((found) => ofElement(task, found))));
}

function ofElement(task: BpmnElement, found: BpmnElement): Finding[] {
  const problems: Finding[] = [];
  const needed = NEEDED[found.$type] ?? '';
  if (textOf(found, needed) === undefined)
    problems.push(
      finding('error', 'requirementIncomplete', task, `${found.$type} has no ${needed}.`, { type: found.$type, attribute: needed }),
    );
  for (const [attribute, allowed] of Object.entries(CHOICES[found.$type] ?? {})) {
    const value = textOf(found, attribute);
    if (value === undefined || allowed.includes(value)) continue;
    const details = { type: found.$type, attribute, value, allowed: allowed.join(', ') };
    problems.push(finding('error', 'requirementValue', task, `'${attribute}' of ${found.$type} is '${value}'.`, details));
  }
  problems.push(...ofOutcomes(task, found));
  const at = found.$type === 'tk:Escalation' ? textOf(found, 'at') : undefined;
  if (at !== undefined && !/^\d{1,3}%$/.test(at) && !isDuration(at)) {
    problems.push(
      finding('error', 'requirementValue', task, `'at' is '${at}'.`, {
        type: found.$type,
        attribute: 'at',
        value: at,
        allowed: '80%, PT4H',
      }),
    );
  }
  return problems;
}

/** A paper is asked for with outcomes that there are; a digital signature is not chosen by them: what is decided against has its slip. */
function ofOutcomes(task: BpmnElement, found: BpmnElement): Finding[] {
  const value = found.$type === 'tk:Signature' ? textOf(found, 'outcomes') : undefined;
  if (value === undefined) return [];
  const known = extensionElementsOf(task, 'tk:Outcomes')
    .flatMap((holder) => childrenOf(holder, 'values'))
    .map((outcome) => textOf(outcome, 'id') ?? '');
  const allowed = textOf(found, 'kind') === 'paper' ? known : [];
  const unknown = value
    .split(',')
    .map((id) => id.trim())
    .filter((id) => !allowed.includes(id));
  return unknown.map((id) =>
    finding('error', 'requirementValue', task, `'outcomes' of tk:Signature has '${id}'.`, {
      type: found.$type,
      attribute: 'outcomes',
      value: id,
      allowed: allowed.join(', ') || '–',
    }),
  );
}
