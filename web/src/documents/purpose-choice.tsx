/** A document may say what is sensitive: who looks at it says what for, and that is kept on record. */
import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { purposesNow } from '../../../policies/purposes.ts';
import { useLanguage } from '../shared/language.ts';

export function PurposeChoice({ onChosen }: { readonly onChosen: (purpose: string) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [purposes] = useState(() => purposesNow(new Date().toISOString()));
  const [chosen, setChosen] = useState(purposes[0]?.code);
  return (
    <form
      className="card padded stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== undefined) onChosen(chosen);
      }}
    >
      <p>{t('documents.sensitive')}</p>
      <Select
        label={t('documents.purpose')}
        data={purposes.map(({ code, title }) => ({ value: code, label: title[language] }))}
        value={chosen ?? null}
        onChange={(next) => setChosen(next ?? undefined)}
        allowDeselect={false}
      />
      <div className="line start">
        <Button type="submit">{t('documents.look')}</Button>
      </div>
    </form>
  );
}
