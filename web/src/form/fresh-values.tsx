/** The case has other values by now: what nobody touched here follows it, what was typed stays until its author says otherwise. */
import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../expressions/json.ts';
import type { JsonObject } from '../../../forms/form.ts';
import { shownDate } from '../../../forms/shown-date.ts';
import { useLanguage } from '../shared/language.ts';
import { changedFields, type ChangedField } from './changed-fields.ts';
import { shownValue } from './shown-value.ts';
import type { FilledForm } from './use-filled-form.ts';

export function FreshValues({ filled, fresh }: { readonly filled: FilledForm; readonly fresh: JsonObject }) {
  const { t } = useTranslation();
  const changed = changedFields(filled, fresh, useLanguage());
  const follow = changed.filter(({ isUntouched, isTaken }) => isUntouched && !isTaken);
  const key = JSON.stringify(follow.map(({ pointer, now }) => [pointer, now ?? null]));
  const { adopt } = filled;
  useEffect(() => {
    const values = new Map(JSON.parse(key) as readonly (readonly [string, Json])[]);
    if (values.size > 0) adopt(values);
    // `adopt` is another one each time
    // oxlint-disable-next-line react/exhaustive-deps
  }, [key]);
  if (changed.length === 0) return null;
  return (
    <div className="note warn" role="status">
      <b>{t('changed.values')}</b>
      <ul className="plain-list changed">
        {changed.map((field) => (
          <li key={field.pointer}>
            <span>
              {t('changed.value', {
                label: field.label,
                before: textOf(field.before) || t('changed.none'),
                now: textOf(field.now) || t('changed.none'),
              })}{' '}
              {field.isTaken ? t('changed.taken') : t('changed.kept')}
            </span>
            <Take field={field} onTake={() => filled.set(field.pointer, field.now ?? null)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Take({ field, onTake }: { readonly field: ChangedField; readonly onTake: () => void }) {
  const { t } = useTranslation();
  if (field.isTaken || field.isUntouched) return null;
  return (
    <Button size="compact-sm" variant="default" onClick={onTake}>
      {t('changed.take')}
    </Button>
  );
}

const textOf = (value: Json | undefined): string => (Array.isArray(value) ? `${value.length}` : shownDate(shownValue(value)));
