/** Inputs of a decision are variables of the case, by name; how its rules compared them would tell what they are. */
import type { Json } from '../../expressions/json.ts';
import type { ExplainedDecision } from '../../commands/law/explain-decisions.ts';
import type { CasePath } from '../contract/case.ts';
import type { Plain } from '../route.ts';
import type { Look } from './look.ts';

type OfPath = Plain<CasePath>['decisions'][number];

export function maskPathDecision(look: Look, { input, ...rest }: OfPath): OfPath {
  return { ...look.redact(rest), input: masked(look, input).inputs };
}

export function maskExplanation(look: Look, explanation: ExplainedDecision['explanation']): ExplainedDecision['explanation'] {
  const { inputs, any } = masked(look, explanation.inputs);
  const { tables, text, ...rest } = explanation;
  return { ...look.redact(rest), inputs, tables: any ? [] : look.redact(tables), text: any ? [] : look.redact(text) };
}

function masked(look: Look, values: Readonly<Record<string, Json>>) {
  const places = new Set<string>();
  const inputs = look.redact(look.mask(values, places));
  return { inputs, any: places.size > 0 };
}
