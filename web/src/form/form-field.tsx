/** One field of a form by its kind; what the case computes or has locked is shown and cannot be changed. */
import { Checkbox, NumberInput, Radio, Select, MultiSelect, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Problem as Fault } from '../../../errors.ts';
import type { Json } from '../../../expressions/json.ts';
import type { Field } from '../../../forms/form.ts';
import { problemText } from '../../../forms/problem.ts';
import { useLanguage } from '../shared/language.ts';
import { DateField } from './date-field.tsx';
import { FilesField } from './files-field.tsx';
import { labelOf } from './label-of.ts';
import type { Component } from './open-form.ts';
import { optionsOf } from './options-of.ts';
import { shownValue } from './shown-value.ts';
import type { Shared } from './shared-props.ts';
import { TermField } from './term-field.tsx';
import { UnitField } from './unit-field.tsx';
import type { FilledForm } from './use-filled-form.ts';

interface One {
  readonly filled: FilledForm;
  readonly component: Component;
  readonly field: Field;
  readonly pointer: string;
  readonly readOnly: boolean;
}

export function FormField({ filled, component, field, pointer, readOnly }: One) {
  const language = useLanguage();
  const state = filled.state(pointer);
  if (state?.is === 'hidden') return null;
  const fault = filled.fault(pointer);
  const shared: Shared = {
    id: `field${pointer.replaceAll('/', '-')}`,
    label: labelOf(component, language),
    required: field.required === true,
    disabled: readOnly || field.barred === true || state?.is === 'locked' || state?.is === 'computed',
    error: fault && textOf(fault, language),
    description: component.description,
    onBlur: () => filled.leave(pointer),
  };
  const stored = field.barred === true ? filled.kept(pointer) : filled.value(pointer);
  const value = state?.is === 'computed' ? state.value : stored;
  const set = (next: Json): void => filled.set(pointer, next);
  return (
    <div className={field.multiline === true || field.kind === 'files' ? 'wide' : undefined}>
      <Input {...{ filled, component, field, shared, value, set }} />
    </div>
  );
}

interface Filling {
  readonly filled: FilledForm;
  readonly component: Component;
  readonly field: Field;
  readonly shared: Shared;
  readonly value: Json | undefined;
  readonly set: (value: Json) => void;
}

function Input({ filled, component, field, shared, value, set }: Filling) {
  switch (field.kind) {
    case 'text':
      if (field.format === 'unit') return <UnitField field={field} shared={shared} value={value} set={set} />;
      return <TextField field={field} shared={shared} value={value} set={set} />;
    case 'number':
      return <NumberField field={field} shared={shared} value={value} set={set} />;
    case 'date':
      return <DateField shared={shared} value={value} set={set} />;
    case 'boolean':
      return <Checkbox {...shared} checked={value === true} onChange={(event) => set(event.currentTarget.checked)} />;
    case 'choice':
    case 'choices':
      return <ChoiceField {...{ filled, component, field, shared, value, set }} />;
    case 'files':
      return <FilesField component={component} shared={shared} value={value} set={set} />;
    case 'term':
      return <TermField shared={shared} value={value} set={set} />;
    default:
      return <TextInput {...shared} value={shownValue(value)} onChange={(event) => set(event.currentTarget.value)} />;
  }
}

type Kind = Pick<Filling, 'field' | 'shared' | 'value' | 'set'>;

function TextField({ field, shared, value, set }: Kind) {
  const text = typeof value === 'string' ? value : shownValue(value);
  if (field.multiline)
    return <Textarea {...shared} autosize minRows={3} maxRows={12} value={text} onChange={(event) => set(event.currentTarget.value)} />;
  const numeric = field.format === 'personalId' || field.format === 'phone';
  return (
    <TextInput
      {...shared}
      {...(numeric && { inputMode: 'numeric' as const })}
      value={text}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}

/** 1.234,5 as people here write numbers; sent as text, so that no digit is lost. */
function NumberField({ field, shared, value, set }: Kind) {
  return (
    <NumberInput
      {...shared}
      hideControls
      thousandSeparator="."
      decimalSeparator=","
      valueIsNumericString
      {...(field.decimalDigits !== undefined && { decimalScale: field.decimalDigits })}
      value={shownValue(value)}
      onChange={(next) => set(next === '' ? null : String(next))}
    />
  );
}

function ChoiceField({ filled, component, field, shared, value, set }: Filling) {
  const { t } = useTranslation();
  const options = optionsOf({ filled, component, field, language: useLanguage() });
  const data = options.map(({ value: one, label }) => ({ value: String(one), label }));
  const valueOf = (text: string | null): Json => options.find((option) => String(option.value) === text)?.value ?? null;
  if (component.type === 'radio')
    return (
      <Radio.Group
        {...shared}
        value={value === undefined || value === null ? null : shownValue(value)}
        onChange={(next) => set(valueOf(next))}
      >
        <div className="radios">
          {data.map((option) => (
            <Radio key={option.value} value={option.value} label={option.label} disabled={shared.disabled} />
          ))}
        </div>
      </Radio.Group>
    );
  if (field.kind === 'choices')
    return (
      <MultiSelect
        {...shared}
        data={data}
        searchable
        value={Array.isArray(value) ? value.map((one: Json) => shownValue(one)) : []}
        onChange={(next) => set(next.map(valueOf))}
        nothingFoundMessage={t('search.nothing')}
      />
    );
  return (
    <Select
      {...shared}
      data={data}
      searchable={data.length > 7}
      clearable={!shared.required}
      limit={200}
      placeholder={t('form.choose')}
      value={value === undefined || value === null ? null : shownValue(value)}
      onChange={(next) => set(valueOf(next))}
      nothingFoundMessage={t('search.nothing')}
    />
  );
}

function textOf(fault: Fault, language: 'vi' | 'en'): string {
  return problemText(fault)[language];
}
