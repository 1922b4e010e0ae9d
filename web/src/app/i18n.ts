import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from '../texts/en.json';
import vi from '../texts/vi.json';

const KEPT = 'trinh-ky.language';
export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

await i18n.use(initReactI18next).init({
  lng: localStorage.getItem(KEPT) === 'en' ? 'en' : 'vi',
  fallbackLng: 'vi',
  resources: { vi: { translation: vi }, en: { translation: en } },
  interpolation: { escapeValue: false },
  returnNull: false,
});
document.documentElement.lang = i18n.language;

export async function speak(language: Language): Promise<void> {
  localStorage.setItem(KEPT, language);
  document.documentElement.lang = language;
  await i18n.changeLanguage(language);
}

export default i18n;
