/** Cases of postponement as far as the chief judge has to sign something. */
import scenario from '../../processes/postponement/scenarios/not-competent.json' with { type: 'json' };
import { done, type Ask } from './court-api.ts';

const HANOI = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' });
const UNITS = { procuracy: 'vks.hanoi', enforcement: 'ca.hanoi', commune: 'ca.hanoi.badinh' };

export const today = (): string => HANOI.format(new Date());

export interface Waiting {
  readonly caseId: string;
  readonly instance: number;
}

/** Filed at a court that is not competent: the chief judge signs the letter that passes it on, and the registry seals it. */
export async function passedOn(clerk: Ask, name: string): Promise<Waiting> {
  const { caseId } = (await done(
    clerk('POST', '/cases', {
      procedure: 'postponement',
      unitPath: 'ta.hanoi',
      title: `Hoãn chấp hành án phạt tù – ${name}`,
      variables: variablesOf(name),
    }),
  )) as { caseId: string };
  await complete(clerk, caseId, 'receive', {
    outcome: 'notCompetent',
    reason: 'Quyết định thi hành án do Tòa án khác ban hành',
    variables: { reception: { receivedOn: today(), channel: 'direct', number: '12/2026/TL-THA' }, units: UNITS },
  });
  return { caseId, instance: await openTask(clerk, caseId, 'transferFile') };
}

function variablesOf(name: string) {
  const { request, person, enforcement, ...rest } = scenario.variables;
  return {
    ...rest,
    request: { ...request, requesterName: name, filedOn: today() },
    person: { ...person, name },
    enforcement: { ...enforcement, date: today(), receivedOn: today() },
  };
}

export async function openTask(ask: Ask, caseId: string, node: string): Promise<number> {
  const { items } = (await done(ask('GET', `/cases/${caseId}/tasks?limit=200`))) as {
    items: { node: string; state: string; instance: number }[];
  };
  const found = items.find((task) => task.node === node && task.state === 'open');
  if (found) return found.instance;
  throw new Error(`Expected '${node}' to be open, but found ${JSON.stringify(items.map((task) => [task.node, task.state]))}.`);
}

export async function complete(ask: Ask, caseId: string, node: string, body: object): Promise<void> {
  const instance = await openTask(ask, caseId, node);
  await done(ask('POST', `/tasks/${caseId}/${instance}/claim`, {}));
  await done(ask('POST', `/tasks/${caseId}/${instance}/complete`, body));
}
