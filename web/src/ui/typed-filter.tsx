/** A word that a list is limited by exactly: it counts once it is typed to its end, with Enter or on leaving the field. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';

interface Filter {
  readonly label: string;
  readonly placeholder?: string;
  readonly maxLength: number;
  readonly value: string | undefined;
  readonly onChange: (text: string | undefined) => void;
}

export function TypedFilter({ value, onChange, ...rest }: Filter) {
  const [typed, setTyped] = useState(value ?? '');
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setTyped(value ?? '');
  }
  const commit = (): void => {
    const text = typed.trim() === '' ? undefined : typed.trim();
    if (text !== value) onChange(text);
  };
  return (
    <TextInput
      {...rest}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
      }}
    />
  );
}
