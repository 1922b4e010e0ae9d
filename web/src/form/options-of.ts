/** What a choice offers: the codes of its list that are valid on its day, or the values of the schema or of the case. */
import type { Expression } from '../../../expressions/contract.ts';
import type { Json } from '../../../expressions/json.ts';
import { isInForce } from '../../../forms/catalogue.ts';
import type { Field } from '../../../forms/form.ts';
import { dayOf } from '../../../forms/shown-date.ts';
import { scopeOf, type Component } from './open-form.ts';
import { shownValue } from './shown-value.ts';
import type { FilledForm } from './use-filled-form.ts';

export interface Option {
  readonly value: string | number | boolean;
  readonly label: string;
}

interface Asked {
  readonly filled: FilledForm;
  readonly component: Component;
  readonly field: Field;
  readonly language: 'vi' | 'en';
}

export function optionsOf({ filled, component, field, language }: Asked): readonly Option[] {
  const { options } = field;
  const declared = component.values ?? [];
  if (options?.from === 'catalogue') {
    const day = (options.asOf && dayOf(ask(filled, options.asOf))) ?? filled.open.openedOn;
    const parent = options.parent && ask(filled, options.parent);
    const items = filled.open.catalogue(options.key)?.items ?? [];
    return items
      .filter((item) => isInForce(item, day) && (options.parent === undefined || item.parent === parent))
      .map(({ code, name }) => ({ value: code, label: name[language] }));
  }
  if (options?.from === 'variable') return offered(filled.open.variables[options.name]);
  if (options?.from === 'expression') {
    return offered(ask(filled, options.expression));
  }
  return declared;
}

/** What an expression says now, over what is filled in and what the case has. */
function ask({ open, data }: FilledForm, expression: Expression): Json {
  const scope = scopeOf(open);
  return expression.evaluate({ ...scope, variable: (name) => (Object.hasOwn(data, name) ? data[name] : scope.variable(name)) });
}

function offered(value: Json | undefined): readonly Option[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: Json): readonly Option[] => {
    if (typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean') return [{ value: one, label: String(one) }];
    const { value: code, label } = (one ?? {}) as { readonly value?: Json; readonly label?: Json };
    return typeof code === 'string' ? [{ value: code, label: typeof label === 'string' ? label : shownValue(code) }] : [];
  });
}
