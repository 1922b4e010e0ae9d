import { useTranslation } from 'react-i18next';

/** What was done, in words; what has none, as the record calls it. */
export function useActName(): (act: string) => string {
  const { t, i18n } = useTranslation();
  const named = (key: string): string | undefined => (i18n.exists(key) ? t(key) : undefined);
  return (act) => {
    // sealed before kinds of steps stayed readable
    if (act === '') return t('record.someStep');
    const [, kind, name = act] = /^(account|read)\.(.+)$/.exec(act) ?? [];
    if (kind === 'account') return named(`record.account.${name}`) ?? act;
    if (kind === 'read') return named(`record.read.${name}`) ?? t('record.readOther', { name });
    return named(`history.act.${act}`) ?? named(`record.act.${act}`) ?? act;
  };
}
