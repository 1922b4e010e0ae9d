import type { CommandOf } from '../../commands/contract.ts';
import { bpmn, chain, task } from './fixtures.ts';

export { ANALYST, NOW, OFFICER } from './fixtures.ts';

const FORM = (id: string): string =>
  JSON.stringify({ id, type: 'default', components: [{ type: 'textfield', key: 'name', label: 'Họ tên' }] });

/** A task with a form, then a message that has been waiting, then a task in a called process. */
export const deploymentOf = (procedure: string): CommandOf<'deploy'> => ({
  type: 'deploy',
  name: procedure,
  resources: [
    {
      name: 'p.bpmn',
      content: bpmn(
        procedure,
        `<startEvent id="start"/>${task('draft', `tk:candidateRoles="officer" tk:form="${procedure}-form"`)}
        <intermediateCatchEvent id="wait"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
        <callActivity id="call" name="call" calledElement="${procedure}-inner"/><endEvent id="end"/>${chain('start', 'draft', 'wait', 'call', 'end')}`,
        undefined,
        `<message id="m" name="go-${procedure}"/>`,
      ),
    },
    {
      name: 'inner.bpmn',
      content: bpmn(
        `${procedure}-inner`,
        `<startEvent id="s"/>${task('inner', 'tk:candidateRoles="officer"')}<endEvent id="e"/>${chain('s', 'inner', 'e')}`,
      ),
    },
    { name: 'f.form', content: FORM(`${procedure}-form`) },
  ],
});
