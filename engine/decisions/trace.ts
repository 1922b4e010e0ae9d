/** What an evaluation did, for later explanation: which decisions ran on what, which rules matched, what became null and why. */
import type { Fuel } from '../../expressions/contract.ts';
import { toJson } from './to-json.ts';
import type { Json } from '../../expressions/json.ts';
import type { FeelValue } from '../../expressions/values/value.ts';

export interface DecisionTrace {
  readonly id: string;
  readonly name: string;
  /** by the name that the decision's logic uses */
  readonly inputs: Readonly<Record<string, Json>>;
  readonly output: Json;
}

export interface TableTrace {
  /** element id of the decision table */
  readonly id: string;
  /** values of the input expressions, in column order */
  readonly inputs: readonly Json[];
  /** ids of the matched rules, in rule order; all that were looked at (FIRST stops at its first) */
  readonly rules: readonly string[];
  readonly output: Json;
}

/** A rule that fired and is not settled: `meaning` is the text that a jurist confirms. */
export interface UnsettledRule {
  readonly table: string;
  readonly rule: string;
  readonly source: string;
  readonly meaning: string;
}

export interface Trace {
  /** the inputs that were read, as given; null where none was */
  readonly inputs: Readonly<Record<string, Json>>;
  /** in order of evaluation, required decisions first */
  readonly decisions: readonly DecisionTrace[];
  /** in order of evaluation; a table in a knowledge model is there once for each call */
  readonly tables: readonly TableTrace[];
  /** matched rules of all evaluations of a table, by its id: the form that is stored with the step */
  readonly rules: Readonly<Record<string, readonly string[]>>;
  /** each once */
  readonly unsettled: readonly UnsettledRule[];
  readonly notes: readonly { readonly element: string; readonly message: string }[];
}

export interface TraceWriter {
  input(name: string, value: Json): void;
  decision(id: string, name: string, inputs: ReadonlyMap<string, FeelValue>, output: FeelValue): void;
  table(id: string, inputs: readonly FeelValue[], rules: readonly string[], output: FeelValue): void;
  unsettled(rule: UnsettledRule): void;
  note(element: string, message: string): void;
}

/** At most this many tables and notes are kept: an iteration can call a table thousands of times. */
const MAX_ENTRIES = 1_000;

export function traceWriter(fuel: Fuel): TraceWriter & { read(): Trace } {
  const inputs = new Map<string, Json>();
  const decisions: DecisionTrace[] = [];
  const tables: TableTrace[] = [];
  const rules = new Map<string, Set<string>>();
  const unsettled = new Map<string, UnsettledRule>();
  const notes: { element: string; message: string }[] = [];
  return {
    input: (name, value) => void inputs.set(name, value),
    decision(id, name, used, output) {
      decisions.push({
        id,
        name,
        inputs: Object.fromEntries([...used].map(([key, value]) => [key, toJson(value, fuel)])),
        output: toJson(output, fuel),
      });
    },
    table(id, read, matched, output) {
      const known = rules.get(id) ?? new Set();
      rules.set(id, known);
      for (const rule of matched) known.add(rule);
      if (tables.length < MAX_ENTRIES)
        tables.push({ id, inputs: read.map((value) => toJson(value, fuel)), rules: matched, output: toJson(output, fuel) });
    },
    unsettled: (rule) => void unsettled.set(`${rule.table} ${rule.rule}`, rule),
    note(element, message) {
      if (notes.length < MAX_ENTRIES) notes.push({ element, message });
    },
    read: () => ({
      inputs: Object.fromEntries(inputs),
      decisions,
      tables,
      rules: Object.fromEntries([...rules].map(([id, set]) => [id, [...set]])),
      unsettled: [...unsettled.values()],
      notes,
    }),
  };
}
