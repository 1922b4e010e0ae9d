/** A unit of the register, found by its name: nobody types a path. */
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../expressions/json.ts';
import type { Field } from '../../../forms/form.ts';
import { useNames } from '../shared/names.ts';
import { findUnits } from '../shared/find-units.ts';
import { FoundChoice } from '../ui/found-choice.tsx';
import type { Shared } from './shared-props.ts';

interface Chosen {
  readonly field: Field;
  readonly shared: Shared;
  readonly value: Json | undefined;
  readonly set: (value: Json) => void;
}

export function UnitField({ field, shared, value, set }: Chosen) {
  const { t } = useTranslation();
  const path = typeof value === 'string' && value !== '' ? value : undefined;
  const names = useNames([], [path]);
  return (
    <FoundChoice
      {...shared}
      among={['units', field.unitKinds]}
      find={async (text, signal) => await findUnits(text, signal, field.unitKinds)}
      chosen={path === undefined ? undefined : { value: path, label: names.unit(path) }}
      clearable={!shared.required}
      placeholder={t('form.findUnit')}
      onChange={set}
    />
  );
}
