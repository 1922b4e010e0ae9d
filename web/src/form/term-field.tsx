/** A sentence as the judgment says it: years, months and days, none turned into another. */
import { Input, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../expressions/json.ts';
import { termValue } from '../../../forms/term.ts';
import type { Shared } from './shared-props.ts';

const PARTS = ['years', 'months', 'days'] as const;

interface Timed {
  readonly shared: Shared;
  readonly value: Json | undefined;
  readonly set: (value: Json) => void;
}

export function TermField({ shared, value, set }: Timed) {
  const { t } = useTranslation();
  const term = (value === undefined || value === null ? undefined : termValue(value)) ?? { years: 0, months: 0, days: 0 };
  return (
    <Input.Wrapper label={shared.label} required={shared.required} error={shared.error} description={shared.description} id={shared.id}>
      <div className="term">
        {PARTS.map((part) => (
          <NumberInput
            key={part}
            hideControls
            min={0}
            allowDecimal={false}
            disabled={shared.disabled}
            aria-label={`${shared.label}: ${t(`form.term.${part}`)}`}
            rightSection={<span className="unit">{t(`form.term.${part}`)}</span>}
            rightSectionWidth={58}
            value={term[part]}
            onBlur={shared.onBlur}
            onChange={(next) => set({ ...term, [part]: Number(next) || 0 })}
          />
        ))}
      </div>
    </Input.Wrapper>
  );
}
