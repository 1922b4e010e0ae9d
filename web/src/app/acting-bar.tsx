/** Whose work this is, on every page while it is another person's; and that it is over, when it is. */
import { Button } from '@mantine/core';
import { IconUserShare } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useActing, workAs } from '../shared/acting.ts';
import { useNames } from '../shared/names.ts';
import { ICON } from '../ui/icon.ts';

export function ActingBar() {
  const { t } = useTranslation();
  const { person, ended } = useActing();
  const names = useNames([person, ended]);
  if (person === undefined && ended === undefined) return null;
  return (
    <div className={person === undefined ? 'acting over' : 'acting'} role="status">
      <IconUserShare {...ICON} />
      <span>
        {person === undefined ? t('acting.ended', { name: names.person(ended) }) : t('acting.now', { name: names.person(person) })}
      </span>
      <Button size="compact-sm" variant="default" onClick={() => workAs(undefined)}>
        {t('acting.stop')}
      </Button>
    </div>
  );
}
