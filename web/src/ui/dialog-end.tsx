/** The end of a dialog: what went wrong, and beside the way out the button that does it. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from './problem-note.tsx';

interface End {
  readonly error: Error | null;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function DialogEnd({ error, onClose, children }: End) {
  const { t } = useTranslation();
  return (
    <>
      <ProblemNote error={error} />
      <div className="line end">
        <Button variant="default" onClick={onClose}>
          {t('bulk.close')}
        </Button>
        {children}
      </div>
    </>
  );
}
