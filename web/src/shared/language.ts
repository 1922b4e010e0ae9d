import { useTranslation } from 'react-i18next';

/** In which of two languages a text of the server is shown. */
export function useLanguage(): 'vi' | 'en' {
  return useTranslation().i18n.language === 'en' ? 'en' : 'vi';
}
