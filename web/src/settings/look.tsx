/** Language and colours, kept in this browser. */
import { useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, speak } from '../app/i18n.ts';

const SCHEMES = ['auto', 'light', 'dark'] as const;

export function Look() {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <div className="chips" role="group" aria-label={t('settings.language')}>
        {LANGUAGES.map((language) => (
          <button key={language} type="button" aria-pressed={i18n.language === language} onClick={() => void speak(language)}>
            {t(`shell.language.${language}`)}
          </button>
        ))}
      </div>
      <div className="chips" role="group" aria-label={t('settings.scheme')}>
        {SCHEMES.map((scheme) => (
          <button key={scheme} type="button" aria-pressed={colorScheme === scheme} onClick={() => setColorScheme(scheme)}>
            {t(`settings.colours.${scheme}`)}
          </button>
        ))}
      </div>
    </>
  );
}
