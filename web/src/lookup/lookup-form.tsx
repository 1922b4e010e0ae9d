import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ICON } from '../ui/icon.ts';
import { LookupRefused } from './lookup-refused.tsx';
import { codeFault, shownCode } from './read-code.ts';
import { readYear } from './read-year.ts';

export interface Asked {
  readonly code: string;
  readonly birthYear: number;
}
interface Form {
  readonly error: Error | null;
  readonly busy: boolean;
  readonly onAsked: (asked: Asked) => void;
}

const CODE = 'lookup-code';
const YEAR = 'lookup-year';
/** No browser fills in what another person typed here before. */
const UNKEPT = { autoComplete: 'off', spellCheck: false } as const;

export function LookupForm({ error, busy, onAsked }: Form) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [year, setYear] = useState('');
  const [sent, setSent] = useState(false);
  const fault = codeFault(code);
  const birthYear = readYear(year, Date.now());
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setSent(true);
    if (fault) return document.getElementById(CODE)?.focus();
    if (birthYear === undefined) return document.getElementById(YEAR)?.focus();
    onAsked({ code: shownCode(code), birthYear });
  };
  return (
    <form className="card public-card" noValidate onSubmit={send}>
      <p>{t('lookup.intro')}</p>
      <TextInput
        {...UNKEPT}
        id={CODE}
        size="xl"
        className="public-code"
        autoCapitalize="characters"
        label={t('lookup.code')}
        description={t('lookup.codeHint')}
        placeholder={t('lookup.codeExample')}
        required
        withAsterisk={false}
        value={code}
        error={sent && fault && t(`lookup.codeFault.${fault.fault}`, { ...fault })}
        onChange={(event) => setCode(event.currentTarget.value)}
        onBlur={() => setCode(shownCode(code))}
      />
      <TextInput
        {...UNKEPT}
        id={YEAR}
        size="xl"
        inputMode="numeric"
        maxLength={4}
        label={t('lookup.year')}
        description={t('lookup.yearHint')}
        required
        withAsterisk={false}
        value={year}
        error={sent && birthYear === undefined && t('lookup.yearFault')}
        onChange={(event) => setYear(event.currentTarget.value)}
      />
      <LookupRefused error={error} />
      <Button type="submit" size="xl" fullWidth loading={busy} leftSection={<IconSearch {...ICON} size={22} />}>
        {t('lookup.submit')}
      </Button>
      <p className="dim">{t('lookup.lost')}</p>
    </form>
  );
}
