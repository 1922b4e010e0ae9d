/** Words by which a list is cut down as they are typed. What the address says counts, also when it is another one. */
import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode, type Ref } from 'react';
import { ICON } from './icon.ts';

const WAIT_MS = 250;

interface Words {
  readonly value: string | undefined;
  readonly label: string;
  readonly onChange: (words: string | undefined) => void;
  readonly rightSection?: ReactNode;
  readonly ref?: Ref<HTMLInputElement>;
}

export function WordsFilter({ value, label, onChange, rightSection, ref }: Words) {
  const [typed, setTyped] = useState(value ?? '');
  const told = useRef(value);
  const tell = useDebouncedCallback((text: string) => {
    told.current = text.trim() === '' ? undefined : text.trim();
    onChange(told.current);
  }, WAIT_MS);
  useEffect(() => {
    // what comes back of one's own typing is older than what is typed by now
    if (told.current === value) return;
    told.current = value;
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
        tell(event.currentTarget.value);
      }}
    />
  );
}
