/** Whose images are looked at: a person who has an account, or an agency. */
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { findPersons } from '../shared/find-persons.ts';
import { findUnits } from '../shared/find-units.ts';
import { useNames } from '../shared/names.ts';
import { FoundChoice } from '../ui/found-choice.tsx';
import type { Holder } from './image-queries.ts';

export type HolderKind = 'person' | 'agency';

interface Chosen {
  readonly kind: HolderKind;
  readonly holder: Holder | undefined;
  readonly onChange: (kind: HolderKind, holder?: Holder) => void;
}

export function HolderChoice({ kind, holder, onChange }: Chosen) {
  const { t } = useTranslation();
  const [person, unit] = holder === undefined ? [] : 'person' in holder ? [holder.person] : [undefined, holder.unitPath];
  const names = useNames([person], [unit]);
  const label = t(`images.${kind}`);
  return (
    <div className="bar">
      <SegmentedControl
        aria-label={t('images.whose')}
        data={(['person', 'agency'] as const).map((value) => ({ value, label: t(`images.${value}`) }))}
        value={kind}
        onChange={(value) => onChange(value as HolderKind)}
      />
      {kind === 'person' ? (
        <FoundChoice
          className="grow"
          key="person"
          aria-label={label}
          placeholder={t('images.findPerson')}
          among={['accounts', 'persons']}
          find={findPersons}
          chosen={person === undefined ? undefined : { value: person, label: names.person(person) }}
          clearable
          onChange={(id) => onChange(kind, id === null ? undefined : { person: id })}
        />
      ) : (
        <FoundChoice
          className="grow"
          key="agency"
          aria-label={label}
          placeholder={t('form.findUnit')}
          among={['units']}
          find={findUnits}
          chosen={unit === undefined ? undefined : { value: unit, label: names.unit(unit) }}
          clearable
          onChange={(path) => onChange(kind, path === null ? undefined : { unitPath: path })}
        />
      )}
    </div>
  );
}
