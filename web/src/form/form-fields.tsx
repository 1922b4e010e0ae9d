/** The components of a form, each by its kind: groups, lists of rows, texts, and fields. */
import { ActionIcon, Button, Fieldset } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../expressions/json.ts';
import type { Entry, ListShape, ObjectShape } from '../../../forms/form.ts';
import { useLanguage } from '../shared/language.ts';
import { ICON } from '../ui/icon.ts';
import { firstData } from './first-data.ts';
import { FormField } from './form-field.tsx';
import { FormText } from './form-text.tsx';
import { labelOf } from './label-of.ts';
import type { Component } from './open-form.ts';
import { sectionId } from './section-id.ts';
import type { FilledForm } from './use-filled-form.ts';

interface Place {
  readonly filled: FilledForm;
  readonly components: readonly Component[];
  readonly shape: ObjectShape;
  readonly pointer: string;
  readonly readOnly: boolean;
}

export function FormFields({ filled, components, shape, pointer, readOnly }: Place) {
  return (
    <div className="fields">
      {components.map((component, at) => (
        // the order of a schema never changes, and several groups may share one path
        // oxlint-disable-next-line react/no-array-index-key
        <FormComponent key={at} {...{ filled, component, shape, pointer, readOnly }} {...(pointer === '' && { section: sectionId(at) })} />
      ))}
    </div>
  );
}

type One = Omit<Place, 'components'> & {
  readonly component: Component;
  /** where links to this part of the form lead */
  readonly section?: string;
};

function FormComponent({ component, ...place }: One) {
  const language = useLanguage();
  if (component.type === 'text')
    return <FormText text={(language === 'en' ? component.properties?.['textEn'] : undefined) ?? component.text ?? ''} />;
  if (component.type === 'group') return <Group {...place} component={component} />;
  if (component.type === 'dynamiclist') return <Rows {...place} component={component} />;
  const found = find(place.shape, place.pointer, component.key);
  if (found?.entry.entry !== 'field') return null;
  return <FormField filled={place.filled} component={component} field={found.entry} pointer={found.pointer} readOnly={place.readOnly} />;
}

function Group({ filled, component, shape, pointer, readOnly, section }: One) {
  const { i18n } = useTranslation();
  const inner = component.path === undefined || component.path === '' ? { entry: shape, pointer } : find(shape, pointer, component.path);
  // a group of texts alone has no place in the data
  const within =
    inner?.entry.entry === 'object' ? { shape: inner.entry, pointer: inner.pointer } : inner ? undefined : { shape: NONE, pointer };
  if (!within || !anyShown(filled, within.shape, within.pointer, component)) return null;
  return (
    <Fieldset id={section} legend={labelOf(component, i18n.language)} className="wide">
      <FormFields
        filled={filled}
        components={component.components ?? []}
        shape={within.shape}
        pointer={within.pointer}
        readOnly={readOnly}
      />
    </Fieldset>
  );
}

function Rows({ filled, component, shape, pointer, readOnly, section }: One) {
  const { t, i18n } = useTranslation();
  const found = find(shape, pointer, component.path);
  if (found?.entry.entry !== 'list' || filled.state(found.pointer)?.is === 'hidden') return null;
  const list: ListShape = found.entry;
  const at = found.pointer;
  const value = list.barred === true ? filled.kept(at) : filled.value(at);
  const rows: readonly Json[] = Array.isArray(value) ? value : [];
  const fixed = list.fixed || list.barred === true || readOnly;
  return (
    <Fieldset id={section} legend={labelOf(component, i18n.language)} className="wide">
      {rows.length === 0 && <p className="dim flat">{t('form.noRows')}</p>}
      {rows.map((_, row) => (
        // rows have no id of their own: their place is what they are known by
        // oxlint-disable-next-line react/no-array-index-key
        <div key={row} className="form-row">
          <span className="number dim">{row + 1}</span>
          <FormFields
            filled={filled}
            components={component.components ?? []}
            shape={list.row}
            pointer={`${at}/${row}`}
            readOnly={readOnly}
          />
          {!fixed && rows.length > list.minItems && (
            <ActionIcon
              aria-label={t('form.removeRow', { number: row + 1 })}
              onClick={() =>
                filled.set(
                  at,
                  rows.filter((__, other) => other !== row),
                )
              }
            >
              <IconTrash {...ICON} />
            </ActionIcon>
          )}
        </div>
      ))}
      {filled.fault(at) && <p className="fault">{filled.fault(at)?.message}</p>}
      {!fixed && rows.length < list.maxItems && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => filled.set(at, [...rows, firstData(list.row, {})])}
        >
          {t('form.addRow')}
        </Button>
      )}
    </Fieldset>
  );
}

/** The entry that a key or path with dots leads to. */
function find(
  shape: ObjectShape,
  pointer: string,
  path: string | undefined,
): { readonly entry: Entry; readonly pointer: string } | undefined {
  let entry: Entry | undefined = shape;
  let at = pointer;
  for (const part of (path ?? '').split('.')) {
    entry = entry?.entry === 'object' ? entry.entries.get(part) : undefined;
    at = `${at}/${part}`;
  }
  return entry && { entry, pointer: at };
}

const NONE: ObjectShape = { entry: 'object', entries: new Map() };

/** A group that has only hidden fields is not shown, and neither is its frame; one that has none is its texts. */
function anyShown(filled: FilledForm, shape: ObjectShape, pointer: string, { components = [] }: Component): boolean {
  const fields = components.filter(({ type }) => type !== 'text');
  if (fields.length === 0) return components.length > 0;
  return fields.some((component) => {
    const path = component.key ?? component.path;
    if (path === undefined || path === '') return anyShown(filled, shape, pointer, component);
    const found = find(shape, pointer, path);
    if (found?.entry.entry === 'object') return anyShown(filled, found.entry, found.pointer, component);
    return found !== undefined && filled.state(found.pointer)?.is !== 'hidden';
  });
}
