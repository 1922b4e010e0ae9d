/** Parameters, forms and rights: one number, one required field, one rule. */
import type { ModuleContent } from '../../scenarios/module-content.ts';
import { readEntry } from '../../law/read-entry.ts';
import { Rejection } from '../../errors.ts';
import type { Mutant, TextChange } from './mutant.ts';

const OTHER_UNIT: Readonly<Record<string, string>> = { calendarDay: 'workingDay', workingDay: 'calendarDay' };

/** Numbers one more and one less, days of the other kind, ends of days, moves from days off. */
export function mutateParameters(content: ModuleContent): readonly Mutant[] {
  return content.parameters.flatMap((parameter, i) => {
    const fields = parameter as unknown as Readonly<Record<string, unknown>>;
    const { value, unit, precision, rollForward } = fields;
    const changes: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
      ...(typeof value === 'number'
        ? ([
            ['value+1', { value: value + 1 }],
            ['value-1', { value: value - 1 }],
          ] as const)
        : []),
      ...(typeof unit === 'string' && OTHER_UNIT[unit] !== undefined
        ? ([[`unit=${OTHER_UNIT[unit]}`, { unit: OTHER_UNIT[unit] }]] as const)
        : []),
      ...(typeof rollForward === 'boolean' ? ([[`rollForward=${!rollForward}`, { rollForward: !rollForward }]] as const) : []),
      ...otherValues(fields),
      ...(typeof precision === 'string' ? ([otherPrecision(precision)] as const) : []),
    ];
    return changes.flatMap(([change, fieldsChanged]) => {
      const changed = valid({ ...fields, ...fieldsChanged });
      if (!changed) return [];
      const parameters = content.parameters.map((other, j) => (j === i ? changed : other));
      return [
        {
          id: `parameters#${parameter.key} ${parameter.version}:${change}`,
          file: 'parameters',
          place: parameter.key,
          content: { ...content, parameters },
        },
      ];
    });
  });
}

/** Of an enumeration every other value, of a fraction one part more and one less. */
function otherValues({
  value,
  allowed,
}: Readonly<Record<string, unknown>>): readonly (readonly [string, Readonly<Record<string, unknown>>])[] {
  if (Array.isArray(allowed))
    return allowed.filter((other) => other !== value).map((other) => [`value=${String(other)}`, { value: other }] as const);
  if (typeof value !== 'object' || value === null || !('part' in value) || typeof value.part !== 'number') return [];
  const { part } = value;
  return [part + 1, part - 1].map((next) => [`part=${next}`, { value: { ...value, part: next } }] as const);
}

function otherPrecision(precision: string): readonly [string, Readonly<Record<string, unknown>>] {
  const next = precision === 'endOfDay' ? 'clockTime' : 'endOfDay';
  return [`precision=${next}`, { precision: next }];
}

/** What the register itself would refuse is no mutant. */
function valid(json: unknown): ModuleContent['parameters'][number] | undefined {
  try {
    return readEntry(json);
  } catch (error) {
    if (error instanceof Rejection) return undefined;
    throw error;
  }
}

/** Each required field that is no longer required. */
export function mutateForm(text: string): readonly TextChange[] {
  const schema = JSON.parse(text) as Component;
  return [...fieldsOf(schema, [])].flatMap(({ field, path }) => {
    const { validate } = field;
    if (validate?.required !== true) return [];
    validate.required = false;
    const changed = JSON.stringify(schema);
    validate.required = true;
    return [{ element: path.join('.'), change: 'required', text: changed }];
  });
}

interface Component {
  readonly key?: string;
  readonly path?: string;
  readonly validate?: { required?: unknown };
  readonly components?: readonly Component[];
}

function* fieldsOf(
  container: Component,
  prefix: readonly string[],
): Generator<{ readonly field: Component; readonly path: readonly string[] }> {
  for (const field of container.components ?? []) {
    const path = [...prefix, field.key ?? field.path].filter((part) => part !== undefined);
    yield { field, path };
    yield* fieldsOf(field, path);
  }
}

/** Each rule of the module's own that is not there. */
export function mutateRules(content: ModuleContent): readonly Mutant[] {
  return content.rules.flatMap((file, i) =>
    file.rules.map((rule) => ({
      id: `rules#${file.role}:${rule.id}`,
      file: 'rules',
      content: {
        ...content,
        rules: content.rules.map((other, j) => (j === i ? { ...other, rules: other.rules.filter((one) => one !== rule) } : other)),
      },
    })),
  );
}
