/** A form that is being filled in. Faults of a field are told once it was left, or when all is checked before it is sent. */
import { useMemo, useState } from 'react';
import type { Problem as Fault } from '../../../errors.ts';
import type { Json } from '../../../expressions/json.ts';
import { coerce } from '../../../forms/coerce.ts';
import type { JsonObject } from '../../../forms/form.ts';
import type { State } from '../../../forms/state.ts';
import { settle } from '../../../forms/states.ts';
import { validateForm } from '../../../forms/validate-form.ts';
import { withoutBarred } from '../../../forms/without-barred.ts';
import { worldOf } from '../../../forms/world.ts';
import { valueAt, withValueAt } from './at-pointer.ts';
import { firstData } from './first-data.ts';
import { scopeOf, type OpenForm } from './open-form.ts';

export interface FilledForm {
  readonly open: OpenForm;
  readonly data: JsonObject;
  readonly changed: boolean;
  value(pointer: string): Json | undefined;
  /** as the case has it: of what is not to be written here */
  kept(pointer: string): Json | undefined;
  state(pointer: string): State | undefined;
  fault(pointer: string): Fault | undefined;
  set(pointer: string, value: Json): void;
  /** What the case has by now, in the place of what nobody has changed here. */
  adopt(values: ReadonlyMap<string, Json>): void;
  leave(pointer: string): void;
  /** every fault, told or not */
  readonly lacks: readonly Fault[];
  /** The data to send; undefined while something is wrong, which is shown then. */
  check(): JsonObject | undefined;
  /** every fault that is shown, in the order of the form */
  readonly faults: readonly Fault[];
}

interface Beginning {
  /** what was typed before, over what the case has */
  readonly kept: JsonObject | undefined;
  /** how the task is to end, once that is chosen */
  readonly outcome: string | undefined;
}

export function useFilledForm(opened: OpenForm, { kept = {}, outcome }: Beginning): FilledForm {
  const open = useMemo(() => (outcome === undefined ? opened : { ...opened, outcome }), [opened, outcome]);
  const { shape } = open.form;
  const [data, setData] = useState<JsonObject>(() => withoutBarred(shape, { ...firstData(shape, open.variables), ...kept }));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const [changed, setChanged] = useState(false);
  const { states, faults } = useMemo(() => judge(open, data), [open, data]);
  const shown = faults.filter(({ path = '' }) => all || left.has(path));
  return {
    open,
    data,
    changed,
    faults: all ? faults : [],
    lacks: faults,
    value: (pointer) => valueAt(data, pointer),
    kept: (pointer) => valueAt(open.variables, pointer),
    state: (pointer) => states.get(pointer),
    fault: (pointer) => shown.find(({ path }) => path === pointer),
    set(pointer, value) {
      setChanged(true);
      setData((before) => withValueAt(before, pointer, value));
    },
    adopt: (values) => setData((before) => [...values].reduce((data, [pointer, value]) => withValueAt(data, pointer, value), before)),
    leave: (pointer) => setLeft((before) => (before.has(pointer) ? before : new Set([...before, pointer]))),
    check() {
      setAll(true);
      return faults.length === 0 ? data : undefined;
    },
  };
}

function judge(open: OpenForm, data: JsonObject): { readonly states: ReadonlyMap<string, State>; readonly faults: readonly Fault[] } {
  const scope = scopeOf(open);
  const settled = settle(open.form.shape, coerce(open.form.shape, data).data, scope, worldOf(scope));
  const result = validateForm(open.form, data, scopeOf(open));
  return { states: settled?.states ?? new Map(), faults: result.ok ? [] : result.problems };
}
