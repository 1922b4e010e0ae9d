/** Performers of BPMN 10.3.4 are understood on user tasks, where vendors/resource-roles.ts has read them; elsewhere they are refused. */
import { childrenOf, isType } from '../../bpmn-element.ts';
import type { Diagram } from '../diagram.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

export function resourceRoles({ elements }: Diagram): Finding[] {
  return elements
    .filter((element) => isType(element, 'bpmn:UserTask') && childrenOf(element, 'resources').length > 0)
    .map((element) =>
      finding('error', 'resourceRoleIgnored', element, 'Its resource roles are not understood.', { attribute: 'resources' }),
    );
}
