/** A round that closes its list, waits for the council on each line, then for the hearing of each; and the line. */
import { bpmn, chain, flow, outcomes, task } from './fixtures.ts';

const OFFICER = 'tk:candidateRoles="officer"';
const READY = '<message id="mReady" name="round.linesReady"/>';
const waits = (id: string, gate: string): string =>
  `<intermediateCatchEvent id="${id}"><messageEventDefinition messageRef="mReady" tk:correlationKey="&quot;${gate}&quot;"/></intermediateCatchEvent>`;
const effect = (id: string, name: string, inputs: readonly (readonly [source: string, target: string])[] = []): string =>
  `<serviceTask id="${id}" name="${id}" tk:effect="${name}"><extensionElements><tk:ioMapping>${inputs
    .map(([source, target]) => `<tk:input source="${source}" target="${target}"/>`)
    .join('')}</tk:ioMapping></extensionElements></serviceTask>`;

export const ROUND = bpmn(
  'round',
  `<startEvent id="start"/>${task('list', OFFICER)}${effect('close', 'round.close')}${waits('council', 'council')}
  ${task('session', OFFICER)}${waits('heard', 'hearing')}${task('publish', OFFICER)}<endEvent id="end"/>
  ${chain('start', 'list', 'close', 'council', 'session', 'heard', 'publish', 'end')}`,
  'tk:candidateStarterRoles="officer" tk:lines="line"',
  READY,
);

const GRANT = outcomes('id="grant" name="Chấp nhận"', 'id="refuse" name="Không chấp nhận"');
const JUDGES = '[{person: &quot;person-manager&quot;, role: &quot;chair&quot;}, &quot;person-manager2&quot;, &quot;person-analyst&quot;]';

/** Vote of three, report, decision, report with the result. `struckOff`: what listens to being struck off. */
export const line = (struckOff = ''): string =>
  bpmn(
    'line',
    `<startEvent id="start"/><exclusiveGateway id="check"/>
    ${task(
      'vote',
      OFFICER,
      GRANT.replace(
        '</extensionElements>',
        `<tk:vote council="${JUDGES}" quorum="present = members" majority="votes &gt; members / 2" entry="both" closeWhenAllVoted="true"/></extensionElements>`,
      ),
    )}
    ${effect('atCouncil', 'line.report', [['&quot;council&quot;', 'gate']])}${task('decide', OFFICER, GRANT)}
    ${effect('atHearing', 'line.report', [
      ['&quot;hearing&quot;', 'gate'],
      ['outcome', 'result'],
    ])}<endEvent id="end"/>${chain('start', 'check')}${flow('check', 'vote', '<conditionExpression>months &gt; 0</conditionExpression>')}
    ${chain('vote', 'atCouncil', 'decide', 'atHearing', 'end')}${struckOff}`,
    'tk:candidateStarterRoles="officer" tk:persons="prisoner"',
    '<message id="mStruck" name="line.struckOff"/>',
  );

/** Writes a report when it is struck off, and ends with it. */
export const REPORTING = `<subProcess id="off" triggeredByEvent="true"><startEvent id="offStart"><messageEventDefinition messageRef="mStruck"/></startEvent>
  ${task('report', OFFICER)}<endEvent id="offEnd"/>${flow('offStart', 'report')}${flow('report', 'offEnd')}</subProcess>`;
