/** Cases of postponement as far as the chief judge has to sign something. */
import { setTimeout } from 'node:timers/promises';
import scenario from '../../processes/postponement/scenarios/not-competent.json' with { type: 'json' };
import { done, type Ask } from './court-api.ts';

const HANOI = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' });
const UNITS = { procuracy: 'vks.hanoi', enforcement: 'ca.hanoi', commune: 'ca.hanoi.badinh' };

const DAY_MS = 86_400_000;
const PATIENCE_MS = 30_000;
const PAUSE_MS = 250;

/** ISO date in Hà Nội, so many days from now. */
export const dayFrom = (days: number): string => HANOI.format(new Date(Date.now() + days * DAY_MS));
export const today = (): string => dayFrom(0);
/** As it is typed. */
export const typed = (day: string): string => day.split('-').toReversed().join('/');

const RECEIVED = () => ({ receivedOn: today(), channel: 'direct', number: '12/2026/TL-THA' });

export interface Court {
  readonly clerk: Ask;
  readonly judge: Ask;
  readonly registry: Ask;
}
export interface Waiting {
  readonly caseId: string;
  readonly instance: number;
}

/** Filed at a court that is not competent: the chief judge signs the letter that passes it on, and the registry seals it. */
export async function passedOn(clerk: Ask, name: string): Promise<Waiting> {
  const caseId = await filed(clerk, name);
  await signed(clerk, caseId, 'receive', {
    outcome: 'notCompetent',
    reason: 'Quyết định thi hành án do Tòa án khác ban hành',
    variables: { reception: RECEIVED(), units: UNITS },
  });
  return { caseId, instance: await openTask(clerk, caseId, 'transferFile') };
}

/** Filed, and waiting for the clerk to take it in. */
export async function filed(clerk: Ask, name: string): Promise<string> {
  const { caseId } = (await done(
    clerk('POST', '/cases', {
      procedure: 'postponement',
      unitPath: 'ta.hanoi',
      title: `Hoãn chấp hành án phạt tù – ${name}`,
      variables: variablesOf(name),
    }),
  )) as { caseId: string };
  return caseId;
}

function variablesOf(name: string) {
  const { request, person, enforcement, ...rest } = scenario.variables;
  return {
    ...rest,
    request: { ...request, requesterName: name, filedOn: today(), childBornOn: dayFrom(-365) },
    person: { ...person, name },
    enforcement: { ...enforcement, date: today(), receivedOn: today() },
  };
}

/** Work that is done by the server in between, such as notices, takes a moment. */
export async function openTask(ask: Ask, caseId: string, node: string): Promise<number> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const { items } = (await done(ask('GET', `/cases/${caseId}/tasks?limit=200`))) as unknown as Tasks;
    const found = items.find((task) => task.node === node && task.state === 'open');
    if (found) return found.instance;
    if (Date.now() > until)
      throw new Error(`Expected '${node}' to be open, but found ${items.map((task) => `${task.node} ${task.state}`).join(', ')}.`);
    await setTimeout(PAUSE_MS);
  }
}

/** What the server does by itself is a step too: what came before it is not the last step of the case any more. */
async function jobsDone(ask: Ask, caseId: string, count: number): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const { items } = (await done(ask('GET', `/cases/${caseId}/history?limit=100`))) as unknown as Steps;
    if (items.filter(({ command }) => command.type === 'completeJob').length >= count) return;
    if (Date.now() > until) throw new Error(`Expected ${count} jobs to be done.`);
    await setTimeout(PAUSE_MS);
  }
}

interface Steps {
  readonly items: readonly { readonly command: { readonly type: string } }[];
}

interface Tasks {
  readonly items: readonly { readonly node: string; readonly state: string; readonly instance: number }[];
}

/** Taken in: the clerk looks at the file, and the chief judge signs the notice that it is under review. */
export async function underReview(clerk: Ask, name: string): Promise<Waiting> {
  const caseId = await filed(clerk, name);
  await signed(clerk, caseId, 'receive', { outcome: 'accept', variables: { reception: RECEIVED(), units: UNITS } });
  return { caseId, instance: await openTask(clerk, caseId, 'signReviewNotice') };
}

/** Proposed: the clerk has signed what the chief judge is to decide on. */
export async function proposed({ clerk, judge, registry }: Court, name: string): Promise<Waiting> {
  const { caseId } = await underReview(clerk, name);
  await signed(judge, caseId, 'signReviewNotice', {});
  await signed(registry, caseId, 'sendReviewNotice', { variables: {} });
  await jobsDone(clerk, caseId, 2);
  await signed(clerk, caseId, 'reviewDossier', { outcome: 'complete', variables: {} });
  const proposal = { recommendation: 'grant', text: 'Đủ căn cứ, đề nghị cho hoãn.' };
  await signed(clerk, caseId, 'propose', { variables: { proposal } });
  return { caseId, instance: await openTask(judge, caseId, 'decide') };
}

/** Decided: the chief judge signs the decision, and the registry issues it. */
export async function decided(court: Court, name: string): Promise<Waiting> {
  const { caseId } = await proposed(court, name);
  const { judge } = court;
  await signed(judge, caseId, 'decide', { outcome: 'grant', reason: 'Đủ điều kiện hoãn theo Điều 67 BLHS', variables: {} });
  return { caseId, instance: await openTask(judge, caseId, 'signDecision') };
}

/** Completed by signing what is shown, a document or the slip of the step, with the key of the demonstration. */
export async function signed(ask: Ask, caseId: string, node: string, completion: object): Promise<void> {
  const instance = await openTask(ask, caseId, node);
  await done(ask('POST', `/tasks/${caseId}/${instance}/claim`, {}));
  const body = { ...completion, key: { method: 'demo' } };
  const { id, signatures } = (await done(ask('POST', `/tasks/${caseId}/${instance}/signings`, body))) as unknown as SigningNow;
  const shown = signatures.filter(({ state }) => state === 'ready').map((item) => item.shown);
  await done(ask('POST', `/signings/${id}/signatures`, { shown }));
}

interface SigningNow {
  readonly id: string;
  readonly signatures: readonly { readonly state: string; readonly shown: string }[];
}
