/** Words of the application. Vietnamese comes with it, another language when somebody chooses it. */
import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import vi from '../texts/vi.json';

const KEPT = 'trinh-ky.language';
export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

async function learn(language: Language): Promise<void> {
  if (language === 'en' && !i18n.hasResourceBundle('en', 'translation'))
    i18n.addResourceBundle('en', 'translation', (await import('../texts/en.json')).default);
}

await i18n.use(initReactI18next).init({
  lng: 'vi',
  fallbackLng: 'vi',
  resources: { vi: { translation: vi } },
  interpolation: { escapeValue: false },
  returnNull: false,
});
await speak(localStorage.getItem(KEPT) === 'en' ? 'en' : 'vi');

export async function speak(language: Language): Promise<void> {
  await learn(language);
  localStorage.setItem(KEPT, language);
  document.documentElement.lang = language;
  await i18n.changeLanguage(language);
}

export default i18n;
