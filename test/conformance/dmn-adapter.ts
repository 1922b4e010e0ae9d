/** Drives the production evaluator for the DMN compliance runner: its typed values become ours, and ours its. */
import { ExpressionError, type Fuel } from '../../expressions/contract.ts';
import type { Json } from '../../expressions/json.ts';
import { compileDecisions, type CompiledDecisions } from '../../engine/decisions/compile-decisions.ts';
import { evaluateDecision as evaluate } from '../../engine/decisions/evaluate-decision.ts';

const NOW = '2026-01-01T00:00:00Z';
const compiled = new Map<string, Promise<CompiledDecisions>>();

/** Throws where the evaluation has no result. A model is compiled once for all its cases. */
export async function evaluateDecision(xml: string, decision: string, inputs: Record<string, unknown>): Promise<unknown> {
  const known = compiled.get(xml) ?? compileDecisions(xml);
  compiled.set(xml, known);
  const { model } = await known;
  const result = evaluate(model, decision, toOurs(inputs) as Record<string, Json>, { now: NOW, fuel: fuelOf(1_000_000) });
  if (!result.ok) throw new Error(result.message);
  return toTheirs(result.value);
}

function toOurs(value: unknown): Json {
  if (Array.isArray(value)) return value.map(toOurs);
  if (typeof value !== 'object' || value === null) return value as Json;
  const tagged = value as Record<string, unknown>;
  if (tagged['$type'] === 'duration') {
    const text = String(tagged['value']);
    return { $type: /^-?P[^T]*[YM]/.test(text) ? 'yearsMonthsDuration' : 'daysTimeDuration', value: text };
  }
  return Object.fromEntries(Object.entries(tagged).map(([key, entry]) => [key, toOurs(entry)]));
}

function toTheirs(value: Json): unknown {
  if (Array.isArray(value)) return value.map(toTheirs);
  if (typeof value !== 'object' || value === null) return value;
  const tagged = value as Record<string, Json>;
  if (tagged['$type'] === 'number') return Number(tagged['value']);
  if (typeof tagged['$type'] === 'string')
    return { $type: tagged['$type'].endsWith('Duration') ? 'duration' : tagged['$type'], value: tagged['value'] };
  return Object.fromEntries(Object.entries(tagged).map(([key, entry]) => [key, toTheirs(entry)]));
}

function fuelOf(budget: number): Fuel {
  let left = budget;
  return {
    spend(units) {
      left -= units;
      if (left < 0) throw new ExpressionError('fuelExhausted', 'Expected a cheaper evaluation.', '');
    },
  };
}
