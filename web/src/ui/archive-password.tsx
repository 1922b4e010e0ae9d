/** The password of an archive that is taken away: long, because the archive's format stretches little; the product keeps it nowhere. */
import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export const LEAST_SIGNS = 16;
const MOST_SIGNS = 128;
/** Without signs that are mistaken for each other. */
const SIGNS = 'abcdefghijkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXYZ34679';
const GROUPS = 5;
const GROUP = 4;

interface Password {
  readonly value: string;
  readonly onChange: (password: string) => void;
}

export function ArchivePassword({ value, onChange }: Password) {
  const { t } = useTranslation();
  return (
    <div className="stack tight">
      <TextInput
        label={t('archive.password')}
        description={t('archive.hint', { least: LEAST_SIGNS })}
        required
        spellCheck={false}
        maxLength={MOST_SIGNS}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div className="line start">
        <Button size="compact-sm" variant="default" onClick={() => onChange(newPassword())}>
          {t('archive.make')}
        </Button>
      </div>
    </div>
  );
}

function newPassword(): string {
  const signs: string[] = [];
  // those above the last whole multiple would make some signs likelier
  const limit = Math.floor(256 / SIGNS.length) * SIGNS.length;
  while (signs.length < GROUPS * GROUP)
    for (const byte of crypto.getRandomValues(new Uint8Array(GROUPS * GROUP)))
      if (byte < limit && signs.length < GROUPS * GROUP) signs.push(SIGNS.charAt(byte % SIGNS.length));
  return Array.from({ length: GROUPS }, (_, at) => signs.slice(at * GROUP, (at + 1) * GROUP).join('')).join('-');
}
