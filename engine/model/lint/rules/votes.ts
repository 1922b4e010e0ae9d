/** Votes of user tasks: who votes on what, by which rules. A vote that lacks one of them would be somebody's guess. */
import type { BpmnElement } from '../../bpmn-element.ts';
import { childrenOf, extensionElementsOf, isType } from '../../bpmn-element.ts';
import { flagOf, textOf } from '../../moddle-element.ts';
import type { Diagram } from '../diagram.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

const NEEDED = ['council', 'quorum', 'majority'];
const ENTRIES = ['members', 'minutes', 'both'];
/** no outcome: the tie is broken as the chair voted */
const CHAIR = 'chair';
const FEWEST_CHOICES = 2;

export function votes({ elements }: Diagram): Finding[] {
  return elements
    .filter((element) => isType(element, 'bpmn:UserTask'))
    .flatMap((task) => {
      const [vote, second] = extensionElementsOf(task, 'tk:Vote');
      if (!vote) return [];
      if (second) return [finding('error', 'voteTwice', task, 'It has more than one vote.')];
      return [...incomplete(task, vote), ...choices(task, vote), ...entry(task, vote), ...closing(task, vote)];
    });
}

function incomplete(task: BpmnElement, vote: BpmnElement): Finding[] {
  return NEEDED.filter((name) => textOf(vote, name) === undefined).map((attribute) =>
    finding('error', 'voteIncomplete', task, `Its vote has no ${attribute}.`, { attribute }),
  );
}

function choices(task: BpmnElement, vote: BpmnElement): Finding[] {
  const outcomes = extensionElementsOf(task, 'tk:Outcomes')
    .flatMap((holder) => childrenOf(holder, 'values'))
    .flatMap((outcome) => textOf(outcome, 'id') ?? []);
  const abstain = textOf(vote, 'abstain');
  const found: Finding[] = [];
  if (outcomes.filter((id) => id !== abstain).length < FEWEST_CHOICES)
    found.push(finding('error', 'voteChoices', task, 'There are not two outcomes to choose between.'));
  for (const attribute of ['abstain', 'otherwise']) {
    const value = textOf(vote, attribute);
    const known = value === undefined || outcomes.includes(value) || (attribute === 'otherwise' && value === CHAIR);
    if (!known || (attribute === 'otherwise' && value !== undefined && value === abstain))
      found.push(finding('error', 'voteOutcomeUnknown', task, `'${attribute}' is '${value}'.`, { attribute, value: value ?? '' }));
  }
  if (textOf(vote, 'otherwise') === undefined)
    found.push(finding('warning', 'voteMayStayOpen', task, 'A vote without a majority stays open.'));
  return found;
}

function entry(task: BpmnElement, vote: BpmnElement): Finding[] {
  const value = textOf(vote, 'entry');
  if (value === undefined || ENTRIES.includes(value)) return [];
  const details = { type: 'tk:Vote', attribute: 'entry', value, allowed: ENTRIES.join(', ') };
  return [finding('error', 'requirementValue', task, `'entry' is '${value}'.`, details)];
}

/** The last ballot would finish what nobody has signed: who closes the vote signs. */
function closing(task: BpmnElement, vote: BpmnElement): Finding[] {
  const signs = extensionElementsOf(task, 'tk:Signature').some((signature) => textOf(signature, 'kind') !== 'paper');
  if (!signs || !flagOf(vote, 'closeWhenAllVoted', false)) return [];
  return [finding('error', 'voteClosesUnsigned', task, 'The last ballot closes it, and somebody is to sign.')];
}
