/** A day, typed as people here write it: 2/9/2026. What is no date stays as it was typed, and is told. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Json } from '../../../expressions/json.ts';
import { readShownDate, shownDate } from '../../../forms/shown-date.ts';
import type { Shared } from './shared-props.ts';
import { shownValue } from './shown-value.ts';

interface Dated {
  readonly shared: Shared;
  readonly value: Json | undefined;
  readonly set: (value: Json) => void;
}

export function DateField({ shared, value, set }: Dated) {
  const [typed, setTyped] = useState(() => shownDate(shownValue(value)));
  return (
    <TextInput
      {...shared}
      inputMode="numeric"
      placeholder="DD/MM/YYYY"
      value={shared.disabled ? shownDate(shownValue(value)) : typed}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        set(text.trim() === '' ? null : (readShownDate(text) ?? text));
      }}
      onBlur={() => {
        setTyped((text) => shownDate(readShownDate(text) ?? text));
        shared.onBlur();
      }}
    />
  );
}
