/** Which rules of which decision matched: a record names them by table, a scenario by the decision that the table belongs to. */
import { findDecision } from '../engine/decisions/find-decision.ts';
import type { Definitions, Expression } from '../engine/decisions/ast.ts';
import type { DecisionModel } from '../engine/decisions/decision-model.ts';
import type { DecisionRecord } from '../engine/ports.ts';
import type { Json } from '../expressions/json.ts';

/** Ids of the tables in a decision's own logic, by id of the decision. */
export type DecisionTables = ReadonlyMap<string, ReadonlySet<string>>;

export interface TakenDecision {
  /** ids of the rules of its own tables that matched */
  readonly rules: readonly string[];
  /** what it gave; of a decision that another one needed, nobody asked */
  readonly output?: Json;
}

export function decisionTables({ decisions }: Definitions): DecisionTables {
  return new Map(decisions.map(({ id, logic }) => [id, new Set(logic ? tablesIn(logic) : [])]));
}

function tablesIn(logic: Expression): readonly string[] {
  if (logic.kind === 'table') return [logic.id];
  const parts = Object.values(logic).flatMap((value: unknown) => (Array.isArray(value) ? (value as unknown[]) : [value]));
  return parts.flatMap((part) => nested(part));
}

/** Entries of a context hold their expression in `value`. */
function nested(part: unknown): readonly string[] {
  if (typeof part !== 'object' || part === null) return [];
  if ('kind' in part) return tablesIn(part as Expression);
  return 'value' in part ? nested(part.value) : [];
}

/** The decision that was asked for and all that it needed. */
export function takenDecisions(model: DecisionModel, tables: DecisionTables, record: DecisionRecord): ReadonlyMap<string, TakenDecision> {
  const own = (id: string): readonly string[] =>
    Object.entries(record.rules).flatMap(([table, rules]) => (tables.get(id)?.has(table) ? rules : []));
  const needed = [...closureOf(model, record.decision)].filter((id) => id !== record.decision);
  const asked: TakenDecision = {
    rules: tables.has(record.decision) ? own(record.decision) : Object.values(record.rules).flat(),
    output: record.output,
  };
  return new Map([...needed.map((id) => [id, { rules: own(id) }] as const), [record.decision, asked]]);
}

function closureOf(model: DecisionModel, decision: string): ReadonlySet<string> {
  const found = new Set<string>();
  const first = findDecision(model, decision);
  const waiting = first ? [first.key] : [];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    const element = model.elements.get(key);
    if (!element || found.has(element.id)) continue;
    if (element.kind === 'decision') {
      found.add(element.id);
      waiting.push(...element.requires.map(({ target }) => target));
    } else if (element.kind === 'service') waiting.push(...element.outputs.map((output) => output.key));
  }
  return found;
}
