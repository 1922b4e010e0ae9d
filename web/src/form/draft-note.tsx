/** How it stands with the draft: kept when; not kept yet; or that another window has another one. */
import { Button } from '@mantine/core';
import { IconCloudCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import type { DraftNow } from '../shared/types.ts';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import type { DraftKeeper, DraftState } from './draft-keeper.ts';
import { useDraftState } from './use-draft.ts';

interface Noted {
  readonly keeper: DraftKeeper;
  /** when what is shown first was kept, where it was typed before */
  readonly resumed: string | undefined;
  readonly onTake: (stored: DraftNow | undefined) => void;
  readonly onDropped: () => void;
}

export function DraftNote({ keeper, resumed, onTake, onDropped }: Noted) {
  const { t } = useTranslation();
  const state = useDraftState(keeper);
  const drop = useMutation({ mutationFn: async () => await keeper.drop(), onSuccess: onDropped });
  if (state.is === 'other') return <OtherWindow stored={state.stored} onKeep={() => keeper.keepMine()} onTake={onTake} />;
  return (
    <div className="no-print">
      <div className="line start draft">
        <Said state={state} resumed={resumed} />
        {keeper.id() !== undefined && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            loading={drop.isPending}
            onClick={() => window.confirm(t('draft.dropSure')) && drop.mutate()}
          >
            {t('draft.drop')}
          </Button>
        )}
      </div>
      <ProblemNote error={drop.error} />
    </div>
  );
}

function Said({ state, resumed }: { readonly state: DraftState; readonly resumed: string | undefined }) {
  const { t } = useTranslation();
  if (state.is === 'none') return <span className="dim small">{t('draft.none')}</span>;
  if (state.is === 'failed')
    return (
      <span role="status" className="small bad">
        <IconCloudOff {...ICON} size={16} /> {t('draft.failed')}
      </span>
    );
  if (state.is !== 'saved')
    return (
      <span className="dim small">
        <IconCloudUp {...ICON} size={16} /> {t('draft.saving')}
      </span>
    );
  return (
    <span role="status" className="dim small">
      <IconCloudCheck {...ICON} size={16} /> {t(state.at === resumed ? 'draft.resumed' : 'draft.saved', { at: dayAndClock(state.at) })}
    </span>
  );
}

interface Other {
  readonly stored: DraftNow | undefined;
  readonly onKeep: () => void;
  readonly onTake: (stored: DraftNow | undefined) => void;
}

function OtherWindow({ stored, onKeep, onTake }: Other) {
  const { t } = useTranslation();
  return (
    <div className="note warn" role="alert">
      <p className="flat">{stored ? t('draft.other', { at: dayAndClock(stored.savedAt) }) : t('draft.gone')}</p>
      <div className="line start">
        <Button size="compact-sm" onClick={onKeep}>
          {t('draft.keepMine')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => onTake(stored)}>
          {t(stored ? 'draft.takeOther' : 'draft.empty')}
        </Button>
      </div>
    </div>
  );
}
