/**
 * A message from outside, or one that a case threw. It is stored before it is matched, and the step that delivers it consumes it:
 * neither lost nor delivered twice. Who waits takes it at once; else a start event; else it waits for its receiver.
 */
import { Rejection } from '../../errors.ts';
import { byRight } from '../../store/by-right.ts';
import { correlateMessage as store, dropMessage } from '../../store/queues/messages.ts';
import { MESSAGE_ACTOR, isSystem } from '../actors.ts';
import type { PlainCommand, Request } from '../case-command.ts';
import { checkedUnit } from '../../casework/start-rights.ts';
import { requireText } from '../check-text.ts';
import { checkVariables, withoutOwnNames } from '../check-variables.ts';
import type { Commands, CorrelateOutcome, RunCommand, Services } from '../contract.ts';
import { crashPoint } from '../crash-point.ts';
import type { Acting } from '../rights/acting.ts';
import { requireHeld, requireHeldGrade } from '../protection/require-held.ts';
import { authorizeMessage } from './message-rights.ts';
import { inEnvelope } from './envelope.ts';
import { givenId } from './given-id.ts';

type Input = Commands['correlateMessage'][0];

const USUAL_TTL_SECONDS = 86_400;
const LONGEST_TTL_SECONDS = 400 * 86_400;

/** `run`: the door, through which the delivery goes as a command of its own. */
export const correlateMessage = (run: RunCommand): PlainCommand<Input, CorrelateOutcome> => ({
  kind: 'plain',
  by: 'anyone',
  answer: 'kept',
  covered: true,
  run: async (acting, request, now) => await correlate(run, acting, request, now),
});

async function correlate(run: RunCommand, acting: Acting, request: Request<Input>, now: string): Promise<CorrelateOutcome> {
  const { services, input, actor } = request;
  const name = requireText(input.name, 'name', 500);
  if (!isSystem(actor)) requireFreeName(name);
  const key = input.key ?? '';
  const variables = isSystem(actor) ? withoutOwnNames(input.variables ?? {}) : (input.variables ?? {});
  checkVariables(variables);
  requireHeldGrade(services, input.confidentiality);
  requireHeld(services, variables);
  const expiresAt = expiry(input.ttlSeconds ?? USUAL_TTL_SECONDS, now);
  const unit = input.unitPath === undefined ? soleUnit(acting) : checkedUnit(input.unitPath);
  if (!isSystem(actor)) await authorizeMessage(services, acting, { name, key, unit });
  crashPoint('messageAuthorized');
  const id = givenId(request);
  const payload = inEnvelope(variables, unit);
  const target = isSystem(actor) && input.target !== undefined ? { target: input.target } : {};
  const met = await byRight(
    services.db,
    acting.epochs,
    async (tx) => await store(tx, { id, name, key, payload, expiresAt, ...target }, now),
  );
  crashPoint('messageStored');
  switch (met.type) {
    case 'waiting': {
      const { messageId, caseId, instance, node } = met.matched;
      return await delivered(services, id, async () => {
        const step = await run(services, MESSAGE_ACTOR, {
          type: 'deliverMessage',
          caseId,
          instance,
          node,
          name,
          variables: payload,
          messageId,
        });
        return { type: 'delivered', step };
      });
    }
    case 'start': {
      const { definition, node } = met;
      return await delivered(services, id, async () => {
        const start = { type: 'startByEvent', cause: 'message', definition, node, occurrence: id, variables: payload } as const;
        return { type: 'started', step: await run(services, MESSAGE_ACTOR, start) };
      });
    }
    default:
      return { type: met.type };
  }
}

/** What is told of persons and rounds comes from their registers, never as a message that somebody sends. */
const RESERVED = /^(person|round|line)\./;

function requireFreeName(name: string): void {
  if (RESERVED.test(name))
    throw new Rejection(
      'forbidden',
      'messageReserved',
      `Expected a message of the procedures, but '${name}' is told by the product itself.`,
    );
}

/** The message is stored: when its receiver cannot take it now (suspended, or gone meanwhile), it waits. */
async function delivered({ db }: Services, id: string, deliver: () => Promise<CorrelateOutcome>): Promise<CorrelateOutcome> {
  try {
    return await deliver();
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    if (error.code === 'gradeNotHeld') {
      await dropMessage(db, id);
      throw error;
    }
    return { type: error.code === 'messageConsumed' ? 'duplicate' : 'stored' };
  }
}

function expiry(ttlSeconds: number, now: string): string {
  if (ttlSeconds >= 0 && ttlSeconds <= LONGEST_TTL_SECONDS) return new Date(Date.parse(now) + ttlSeconds * 1_000).toISOString();
  throw new Rejection('validation', 'ttlInvalid', `Expected a time to live of 0 to ${LONGEST_TTL_SECONDS} seconds.`);
}

function soleUnit({ grants }: Acting): string | undefined {
  const [only, second] = new Set(grants.map(({ unitPath }) => unitPath));
  return second === undefined ? only : undefined;
}
