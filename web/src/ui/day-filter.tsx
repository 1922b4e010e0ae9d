/** A day that a list is limited by, typed as people write it: 2/9/2026. What is no day limits nothing and is told. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readShownDate, shownDate } from '../../../forms/shown-date.ts';

interface Filter {
  readonly label: string;
  /** ISO date */
  readonly value: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}

export function DayFilter({ label, value, onChange }: Filter) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(() => shownDate(value ?? ''));
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    // changed elsewhere: the address, or a button that clears it
    setSeen(value);
    setTyped(shownDate(value ?? ''));
  }
  const day = readShownDate(typed);
  const set = (text: string): void => {
    setTyped(text);
    const next = readShownDate(text);
    if (text.trim() !== '' && next === undefined) return;
    setSeen(next);
    onChange(next);
  };
  return (
    <TextInput
      label={label}
      placeholder="DD/MM/YYYY"
      inputMode="numeric"
      value={typed}
      error={typed.trim().length >= 8 && day === undefined && t('dayFilter.wrong')}
      onChange={(event) => set(event.currentTarget.value)}
      onBlur={() => {
        if (day !== undefined) setTyped(shownDate(day));
      }}
    />
  );
}
