/** A misspelt `slips` would leave steps without a signature that their author believes in. */
import { isType } from '../../bpmn-element.ts';
import { textOf } from '../../moddle-element.ts';
import type { Diagram } from '../diagram.ts';
import { finding, type Finding } from '../finding.ts';

const SLIPS = ['none', 'decisions', 'all'];

export function signedSteps({ elements }: Diagram): Finding[] {
  return elements.flatMap((element) => {
    const slips = isType(element, 'bpmn:Process') ? textOf(element, 'tk:slips') : undefined;
    if (slips === undefined || SLIPS.includes(slips)) return [];
    const details = { attribute: 'slips', value: slips, allowed: SLIPS.join(', ') };
    return [finding('error', 'enumerationValue', element, `'slips' is '${slips}'.`, details)];
  });
}
