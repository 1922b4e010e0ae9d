/** A procedure of one task, for journeys that are about something else. */
import { bpmn, chain, task } from '../commands/fixtures.ts';
import { courtApi, done, type Ask } from './court-api.ts';

interface Small {
  readonly procedure: string;
  /** attributes of its only task */
  readonly attributes: string;
  readonly starterRoles: string;
}

/** Deployed by the analyst of the made-up organisation. */
export async function deploySmall(url: string, { procedure, attributes, starterRoles }: Small): Promise<void> {
  const steps = `<startEvent id="s"/>${task('work', attributes)}<endEvent id="e"/>${chain('s', 'work', 'e')}`;
  const content = bpmn(procedure, steps, `tk:candidateStarterRoles="${starterRoles}"`);
  const analyst = await courtApi(url, 'phantich');
  await done(analyst('POST', '/deployments', { name: procedure, resources: [{ name: `${procedure}.bpmn`, content }] }));
}

/** A case of it; its id. */
export async function startSmall(ask: Ask, procedure: string, unitPath: string, title: string): Promise<string> {
  const { caseId } = await done(ask('POST', '/cases', { procedure, unitPath, title, variables: {} }));
  return String(caseId);
}
