/** Words that a list is narrowed by: sent once the typing pauses, and emptied when the filters are cleared. */
import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode, type Ref } from 'react';
import { ICON } from './icon.ts';

interface Field {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly rightSection?: ReactNode;
  readonly ref?: Ref<HTMLInputElement>;
}

const WAIT_MS = 250;

export function SearchField({ label, value, onChange, rightSection, ref }: Field) {
  const [typed, setTyped] = useState(value ?? '');
  const sent = useRef(value);
  const send = useDebouncedCallback((text: string) => {
    sent.current = text.trim() === '' ? undefined : text.trim();
    onChange(sent.current);
  }, WAIT_MS);
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setTyped(value ?? '');
  }, [value]);
  return (
    <TextInput
      ref={ref}
      className="grow"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch {...ICON} size={16} />}
      rightSection={rightSection}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        send(event.currentTarget.value);
      }}
    />
  );
}
