import { ActionIcon, Tooltip } from '@mantine/core';
import { IconHelp } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../shared/keys.ts';
import { ICON } from '../ui/icon.ts';

const HelpPanel = lazy(async () => ({ default: (await import('./help-panel.tsx')).HelpPanel }));

/** On every screen: by its button, or by the key of the question mark. */
export function HelpButton() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  useKeys({ '?': () => setOpened(true) });
  return (
    <>
      <Tooltip label={t('help.open')}>
        <ActionIcon size="lg" aria-label={t('help.open')} onClick={() => setOpened(true)}>
          <IconHelp {...ICON} />
        </ActionIcon>
      </Tooltip>
      {opened && (
        <Suspense>
          <HelpPanel onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}
