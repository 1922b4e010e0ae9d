/** What has become of it: each document with what happens to it next. */
import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { resultWords } from './result-words.ts';
import type { SigningSubject } from './signing-subject.ts';
import type { Turn } from './use-signing.ts';

interface Shown {
  readonly subjects: readonly SigningSubject[];
  readonly turns: readonly Turn[];
  readonly onClose: () => void;
}

export function SigningResult({ subjects, turns, onClose }: Shown) {
  const { t } = useTranslation();
  return (
    <div className="stack" role="status">
      <ul className="results" aria-label={t('sign.result')}>
        {subjects.map(({ key, code, title }, at) => {
          const given = turns[at]?.given;
          const names = [...new Set(given?.signatures.map(({ name }) => name) ?? [])].join('; ');
          return (
            <li key={key}>
              <IconCheck className="good" aria-label={t('bulk.ok')} />
              <span>
                <span className="number">{code}</span> {title}
                <small>{names}</small>
                {given && <small className="dim">{t(resultWords(given))}</small>}
              </span>
            </li>
          );
        })}
      </ul>
      <div className="line end">
        <Button onClick={onClose} data-autofocus>
          {t('bulk.close')}
        </Button>
      </div>
    </div>
  );
}
