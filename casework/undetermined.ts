import type { UnsettledRule } from '../engine/decisions/trace.ts';
import type { DecisionAnswer } from '../engine/ports.ts';

export interface LawStanding {
  /** confirmations that hold, as `rule fingerprint` */
  readonly confirmed: readonly string[];
  /** what nobody has confirmed decides nothing */
  readonly refuses: boolean;
  /** a short name for the text of a rule */
  fingerprint(meaning: string): string;
}

/**
 * The answer as it may be used: one that rests on rules which are not settled carries them in its record, or is refused and names them.
 */
export function withStanding(answer: DecisionAnswer, decision: string, { confirmed, refuses, fingerprint }: LawStanding): DecisionAnswer {
  if (!answer.ok) return answer;
  const { value, record, unsettled = [] } = answer;
  const open = unsettled
    .map(({ rule, source, meaning }: UnsettledRule) => ({ rule, source, fingerprint: fingerprint(meaning) }))
    .filter((one) => !confirmed.includes(`${one.rule} ${one.fingerprint}`));
  if (open.length === 0) return { ok: true, value, record };
  if (!refuses) return { ok: true, value, record: { ...record, undetermined: open } };
  const named = open.map((one) => `'${one.rule}' (${one.source}; fingerprint ${one.fingerprint})`).join(', ');
  return {
    ok: false,
    message: `UNDETERMINED: expected rule ${named} of decision '${decision}' to be confirmed by a jurist before it decides.`,
  };
}
