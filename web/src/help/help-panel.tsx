/** What this screen is for, what to do here, and its keys, in plain words. */
import { Drawer } from '@mantine/core';
import { useMatches } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../shared/language.ts';
import en from './help.en.json';
import vi from './help.vi.json';
import './help.css';

interface Keyed {
  readonly key: string;
  readonly does: string;
}
interface Help {
  readonly title: string;
  readonly what: string;
  readonly steps: readonly string[];
  readonly keys?: readonly Keyed[];
}
interface Catalogue {
  readonly everywhere: readonly Keyed[];
  /** by the address of the route */
  readonly screens: Readonly<Record<string, Help>>;
}

export function HelpPanel({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const address = useMatches().at(-1)?.fullPath ?? '';
  const catalogue: Catalogue = language === 'en' ? en : vi;
  const help = catalogue.screens[address];
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={420}
      closeButtonProps={{ 'aria-label': t('bulk.close') }}
      title={t('help.title')}
    >
      <div className="stack help">
        {help ? (
          <>
            <h2>{help.title}</h2>
            <p>{help.what}</p>
            <h3>{t('help.steps')}</h3>
            <ol>
              {help.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </>
        ) : (
          <p>{t('help.none')}</p>
        )}
        <Keys title={t('help.keys')} keys={help?.keys ?? []} />
        <Keys title={t('help.everywhere')} keys={catalogue.everywhere} />
        <p className="note">{t('help.who')}</p>
      </div>
    </Drawer>
  );
}

function Keys({ title, keys }: { readonly title: string; readonly keys: readonly Keyed[] }) {
  if (keys.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <dl>
        {keys.map(({ key, does }) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
