import { useTranslation } from 'react-i18next';

/** What a command of the record is called; one that nobody named, by its key. */
export function useActName(): (type: string) => string {
  const { t, i18n } = useTranslation();
  return (type) => (i18n.exists(`history.act.${type}`) ? t(`history.act.${type}`) : type);
}
