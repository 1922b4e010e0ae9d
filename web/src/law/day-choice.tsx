/** Whose law is looked at: that of a day, today unless another is chosen. A day that was typed counts once the field is left, or by Enter. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../form/date-field.tsx';
import { today } from './today.ts';

interface Chosen {
  readonly day: string;
  readonly onChange: (day: string | undefined) => void;
}

const ISO = /^\d{4}-\d{2}-\d{2}$/;

export function DayChoice({ day, onChange }: Chosen) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string>();
  const [wrong, setWrong] = useState(false);
  const apply = (): void => {
    setWrong(typed !== undefined && !ISO.test(typed));
    if (typed !== undefined && ISO.test(typed) && typed !== day) onChange(typed === today() ? undefined : typed);
  };
  const shared = {
    id: 'law-day',
    label: t('law.inForceOn'),
    required: false,
    disabled: false,
    error: wrong ? t('law.noDay') : undefined,
    description: undefined,
    onBlur: apply,
  };
  return (
    <form
      className="line start law-day"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <DateField key={day} shared={shared} value={day} set={(next) => setTyped(typeof next === 'string' ? next : undefined)} />
      {day !== today() && (
        <Button variant="subtle" onClick={() => onChange(undefined)}>
          {t('law.backToToday')}
        </Button>
      )}
    </form>
  );
}
