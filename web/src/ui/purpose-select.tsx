/** What something is looked at or taken away for: one of the purposes of the catalogue, which is kept on record. */
import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { purposesNow } from '../../../policies/purposes.ts';
import { useLanguage } from '../shared/language.ts';

interface Choice {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (purpose: string | undefined) => void;
}

export function PurposeSelect({ label, value, onChange }: Choice) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [purposes] = useState(() => purposesNow(new Date().toISOString()));
  return (
    <Select
      label={label}
      placeholder={t('form.choose')}
      data={purposes.map(({ code, title }) => ({ value: code, label: title[language] }))}
      value={value ?? null}
      onChange={(next) => onChange(next ?? undefined)}
      allowDeselect={false}
    />
  );
}
