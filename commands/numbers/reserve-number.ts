/**
 * A number for a document on paper, before or after it is signed by hand (NĐ 30/2020 Điều 15 khoản 2): of today, the next of its
 * register. The same request again gets the number it got.
 */
import { createHash } from 'node:crypto';
import { requirePermission } from '../../casework/require-permission.ts';
import { checkedUnit } from '../../casework/start-rights.ts';
import { localDate } from '../../engine/time-values.ts';
import { Rejection } from '../../errors.ts';
import { byRight } from '../../store/by-right.ts';
import { can } from '../../policies/can.ts';
import { findCase } from '../../store/queries/find-case.ts';
import { findIssuingAgency } from '../../store/queries/list-numbers.ts';
import { recordAct } from '../../store/repositories/acts.ts';
import { reserveNumber as reserve } from '../../store/repositories/numbers.ts';
import type { PlainCommandOf, Request } from '../case-command.ts';
import { optionalText, requireText } from '../check-text.ts';
import type { Commands, Services } from '../contract.ts';
import { canonical } from '../idempotency.ts';
import { invalidInput } from '../invalid-input.ts';
import { isUuid } from '../is-uuid.ts';
import type { Acting } from '../rights/acting.ts';
import { byOf, numberAct } from './number-act.ts';

type Input = Commands['reserveNumber'][0];

/** Throws forbidden; conflict `unitAbbreviationMissing`, `numberTaken`, …; validation `numberKindInvalid`, `numberSymbolInvalid`, `caseUnknown`. */
export const reserveNumber: PlainCommandOf<'reserveNumber'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run(acting, request, now) {
    const { services, input } = request;
    const asked = { ...checked(input), day: localDate(Date.parse(now)) };
    const agency = await findIssuingAgency(services.db, asked.unitPath, asked.day);
    // the unit is the caller's own word: that nothing is numbered there tells nothing
    requirePermission(
      acting.ability,
      'reserve',
      'NumberRegister',
      { unitPath: agency ?? asked.unitPath, series: asked.series ?? asked.kind },
      true,
    );
    if (asked.caseId !== undefined) await requireReadableCase(services, acting, asked.caseId, now);
    return await byRight(services.db, acting.epochs, async (tx) => {
      const entry = await reserve(tx, { ...asked, request: requestOf(request) }, byOf(acting, now));
      // one that it got before is on the record already
      if (entry.reservedAt === now) await recordAct(tx, numberAct(acting, now, 'reserveNumber', entry, agency ?? asked.unitPath));
      return entry;
    });
  },
};

async function requireReadableCase({ db }: Services, { ability }: Acting, id: string, now: string): Promise<void> {
  const found = isUuid(id) ? await findCase(db, id, now) : undefined;
  if (found && can(ability, 'read', 'Case', { ...found.case }).allowed) return;
  throw invalidInput('caseUnknown', 'case', 'Expected a case that is there, but there is none that this actor can see.', 'caseUnknown');
}

function checked(input: Input) {
  const series = optionalText(input.series, 'series', 50);
  const symbol = optionalText(input.symbol, 'symbol', 100);
  const document = optionalText(input.document, 'document', 255);
  return {
    unitPath: checkedUnit(input.unit),
    kind: requireText(input.kind, 'kind', 20),
    subject: requireText(input.subject, 'subject', 500),
    ...(series !== undefined && { series }),
    ...(symbol !== undefined && { symbol }),
    ...(document !== undefined && { document }),
    ...(input.case !== undefined && { caseId: input.case }),
  };
}

/** Of the person and the key: whoever asks again under it, after the answer was lost, means the same number. */
function requestOf({ actor, options: { idempotencyKey }, input }: Request<Input>): string | undefined {
  if (idempotencyKey === undefined) return undefined;
  if (idempotencyKey.length > 200) throw new Rejection('validation', 'idempotencyKeyInvalid', 'Expected a shorter idempotency key.');
  return createHash('sha256')
    .update(canonical([actor.account, actor.onBehalfOf ?? '', idempotencyKey, input]))
    .digest('hex');
}
