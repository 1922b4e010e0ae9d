import type { Problem } from '../../errors.ts';
import { ExpressionError } from '../../expressions/contract.ts';
import { feel } from '../../expressions/feel.ts';
import type { Json } from '../../expressions/json.ts';
import { compileForm } from '../../forms/compile-form.ts';
import type { Form, FormScope } from '../../forms/form.ts';
import { validateForm, type FormResult } from '../../forms/validate-form.ts';
import { shippedCatalogue } from './shipped-catalogues.ts';

export const NOW = '2026-11-21T02:00:00Z';

export function scope(variables: Readonly<Record<string, Json>> = {}, units = 100_000): FormScope {
  let left = units;
  return {
    now: NOW,
    catalogue: shippedCatalogue,
    variable: (name) => variables[name],
    fuel: {
      spend(amount) {
        left -= amount;
        if (left < 0) throw new ExpressionError('fuelExhausted', 'The budget is used up.', '');
      },
    },
  };
}

export function formOf(...components: readonly object[]): Form {
  const compiled = compileForm({ id: 'test', type: 'default', schemaVersion: 18, components }, feel);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.form;
}

export function problemsOf(...components: readonly object[]): readonly Problem[] {
  const compiled = compileForm({ type: 'default', components }, feel);
  return compiled.ok ? [] : compiled.problems;
}

export function fill(form: Form, data: Json, variables: Readonly<Record<string, Json>> = {}): FormResult {
  return validateForm(form, data, scope(variables));
}

/** "code pointer" of each problem, or the value: what a test wants to see of a result. */
export function outcome(result: FormResult): Json {
  return result.ok ? result.value : result.problems.map(({ code, path }) => `${code} ${path}`);
}
