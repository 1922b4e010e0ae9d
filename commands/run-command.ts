/**
 * The one door to every write. A command's journey: load, rights (not visible, not allowed), state, form, kernel, and one statement
 * that saves everything or nothing, or gives the answer that the same key got before. When another step was faster, it begins again.
 * Nothing is written before a command is accepted; no other module saves a step.
 */
import { Rejection } from '../errors.ts';
import type { Actor } from '../engine/command.ts';
import type { Json } from '../expressions/json.ts';
import type { IdempotencyKey, MatchedMessage } from '../store/contract.ts';
import { matchMessages } from '../store/queues/messages.ts';
import { loadRights } from '../store/repositories/rights.ts';
import { ANONYMOUS, isSystem, MESSAGE_ACTOR } from './actors.ts';
import type { Caller, CaseCommand, PlainCommand, Request, StartCommand } from './case-command.ts';
import { commandTable } from './command-table.ts';
import { migrateCase } from './cases/migrate-case.ts';
import type { CommandInput, CommandOf, CommandOutcome, CommandType, OutcomeOf, RunOptions, Services, StepOutcome } from './contract.ts';
import { crashPoint } from './crash-point.ts';
import { earlierAnswer, idempotencyKeyOf, keepAnswer } from './idempotency.ts';
import { deliverMessage } from './messages/deliver-message.ts';
import { AGAIN, untilDone } from './retry.ts';
import { actingOf, systemActing } from './rights/acting.ts';
import { followUp } from './step/follow-up.ts';
import { loadAt } from './step/load-at.ts';
import { prepare } from './step/prepare.ts';
import { requireRevision, requireRunning } from './step/require-running.ts';
import type { Saved } from './step/save.ts';
import { saveOrCatch } from './step/save-or-catch.ts';

const COMMANDS = commandTable({
  run: runCommand,
  step: async (request) => await runStep(request, migrateCase),
  dryStep: async (request) => (await decideStep(request, migrateCase, request.services.clock())).prepared.outcome,
});

/** Throws Rejection (nothing was written) or Transient (try again later). */
export async function runCommand<K extends CommandType>(
  services: Services,
  actor: Actor,
  command: CommandOf<K>,
  options: RunOptions = {},
): Promise<OutcomeOf<K>> {
  return (await dispatch({ services, actor, input: command as CommandInput, options })) as OutcomeOf<K>;
}

async function dispatch(request: Request<CommandInput>): Promise<CommandOutcome> {
  const { type } = request.input;
  const command = Object.hasOwn(COMMANDS, type) ? COMMANDS[type] : undefined;
  if (!command) throw new Rejection('validation', 'commandUnknown', `Expected a known command, but found '${String(type)}'.`);
  requireCaller(command.by, request.actor, type);
  requireCoverable(command, request.actor, type);
  if (command.kind === 'plain') return await runPlain(request, command as PlainCommand<CommandInput, CommandOutcome>);
  if (command.kind === 'start') return await runTries(request, async () => await tryStart(request, command as StartCommand<CommandInput>));
  return await runStep(request as Request<CommandInput & CaseRef>, command as CaseCommand<CommandInput & CaseRef>);
}

type CaseRef = { readonly caseId: string };

async function runStep<I extends CaseRef>(request: Request<I>, command: CaseCommand<I>): Promise<StepOutcome> {
  try {
    return await runTries(request, async () => await tryStep(request, command));
  } catch (error) {
    // somebody else took this message: another one may wait for the same subscription
    if (error instanceof Rejection && error.code === 'messageConsumed') await followUpAgain(request);
    throw error;
  }
}

async function followUpAgain({ services, input }: Request<CaseRef>): Promise<void> {
  const matched = await matchMessages(services.db, input.caseId, services.clock());
  await followUp(services, matched, async (message) => await deliverKept(services, message));
}

async function runTries({ services }: Request, attempt: () => Promise<Saved | typeof AGAIN>): Promise<Saved['outcome']> {
  const { outcome, matched } = await untilDone(services, attempt);
  await followUp(services, matched, async (message) => await deliverKept(services, message));
  return outcome;
}

async function deliverKept(services: Services, { payload, ...message }: MatchedMessage): Promise<readonly MatchedMessage[]> {
  const request = { services, actor: MESSAGE_ACTOR, input: { ...message, variables: payload }, options: {} };
  return (await untilDone(services, async () => await tryStep(request, deliverMessage))).matched;
}

async function tryStep<I extends CaseRef>(request: Request<I>, command: CaseCommand<I>): Promise<Saved | typeof AGAIN> {
  const { services, input } = request;
  const now = services.clock();
  const key = idempotencyKeyOf(request, now, command.once?.(input));
  return await orEarlierAnswer(request, key, now, async () => {
    const { at, plan, prepared } = await decideStep(request, command, now);
    const saved = await saveOrCatch(at, plan, prepared, key);
    if (saved === AGAIN || !command.matched) return saved;
    const more = await command.matched(at);
    crashPoint('matchedLoaded');
    return { ...saved, matched: [...saved.matched, ...more] };
  });
}

/**
 * A repetition is told by the statement that saves; it is looked for here only when the attempt is refused, because what it asks
 * for has been done. So a step costs no statement for its key.
 */
async function orEarlierAnswer(
  request: Request,
  key: IdempotencyKey | undefined,
  now: string,
  attempt: () => Promise<Saved | typeof AGAIN>,
): Promise<Saved | typeof AGAIN> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof Rejection) || error.kind === 'unauthenticated' || error.code === 'accountNotActive') throw error;
    const earlier = await earlierAnswer(request, key, now);
    crashPoint('answerLookedUp');
    if (!earlier) throw error;
    return { outcome: earlier.response as unknown as Saved['outcome'], matched: [] };
  }
}

/** Everything but the saving: rights, then state, then input, then the kernel. */
async function decideStep<I extends CaseRef>(request: Request<I>, command: CaseCommand<I>, now: string) {
  const at = await loadAt(request, command, now);
  crashPoint('caseLoaded');
  if (!isSystem(request.actor)) await command.authorize(at, request.input);
  crashPoint('authorized');
  requireRevision(at, request.options);
  requireRunning(at, command);
  const plan = await command.decide(at, request.input);
  crashPoint('decided');
  return { at, plan, prepared: await prepare(at, plan) };
}

async function tryStart(request: Request<CommandInput>, command: StartCommand<CommandInput>): Promise<Saved | typeof AGAIN> {
  const { services, input } = request;
  const now = services.clock();
  const key = idempotencyKeyOf(request, now, command.once?.(input));
  return await orEarlierAnswer(request, key, now, async () => {
    const acting = await actingNow(request, now);
    crashPoint('rightsLoaded');
    const plan = await command.decide(acting, request, now);
    crashPoint('decided');
    const at = { ...acting, services, now };
    return await saveOrCatch(at, plan, await prepare(at, plan), key);
  });
}

async function runPlain(request: Request<CommandInput>, command: PlainCommand<CommandInput, CommandOutcome>): Promise<CommandOutcome> {
  const now = request.services.clock();
  const key = command.answer === 'kept' ? idempotencyKeyOf(request, now) : undefined;
  if (command.answer === 'never' && request.options.idempotencyKey !== undefined)
    throw new Rejection(
      'validation',
      'idempotencyKeyUnwanted',
      `Expected no idempotency key for ${request.input.type}: its answer is never kept.`,
    );
  const earlier = await earlierAnswer(request, key, now);
  crashPoint('answerLookedUp');
  if (earlier) return earlier.response as unknown as CommandOutcome;
  const outcome = await untilDone(request.services, async () => await tryPlain(request, command, now));
  crashPoint('commandRun');
  const kept = await keepAnswer(request, key, outcome as unknown as Json, now);
  crashPoint('answerSaved');
  return kept as unknown as CommandOutcome;
}

/** What changed between the decision and its writing: rights, or the document that is signed on top of. Nothing was written. */
const OVERTAKEN: ReadonlySet<string> = new Set(['rightsChanged', 'baseChanged']);

/** Overtaken, it is decided again. */
async function tryPlain<O>(request: Request<CommandInput>, command: PlainCommand<CommandInput, O>, now: string): Promise<O | typeof AGAIN> {
  const acting = await actingNow(request, now);
  crashPoint('rightsLoaded');
  try {
    return await command.run(acting, request, now);
  } catch (error) {
    if (error instanceof Rejection && OVERTAKEN.has(error.code)) return AGAIN;
    throw error;
  }
}

/** Rights without a case. */
async function actingNow({ services, actor }: Request, now: string) {
  if (isSystem(actor) || actor === ANONYMOUS) return systemActing(actor);
  return await actingOf(services, actor, await loadRights(services.db, actor.account, now), now);
}

/** The beginnings of a session. */
const WITHOUT_SESSION: readonly CommandType[] = ['signIn', 'passFactor', 'offerPasskey', 'beginIdentity', 'takeIdentity', 'pairAgent'];
/** What somebody does about itself or as an office of its own is nobody else's; least of all to appoint a substitute: no chains. */
function requireCoverable(command: { readonly kind: string; readonly covered?: true }, { onBehalfOf }: Actor, type: CommandType): void {
  if (onBehalfOf === undefined || command.kind !== 'plain' || command.covered) return;
  throw new Rejection('forbidden', 'notOnBehalf', `Expected ${type} to come from the person itself.`);
}

function requireCaller(by: Caller, actor: Actor, type: CommandType): void {
  if (actor === ANONYMOUS && !WITHOUT_SESSION.includes(type))
    throw new Rejection('unauthenticated', 'signInRequired', `Expected somebody to be signed in for ${type}.`);
  if (by === 'anyone' || (by === 'system') === isSystem(actor)) return;
  throw new Rejection('forbidden', 'wrongCaller', `Expected ${type} to come from a ${by}.`);
}
