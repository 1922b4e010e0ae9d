/** How far the agent on the signer's computer is, and what to do there. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Turn } from './use-signing.ts';

interface Followed {
  readonly turns: readonly Turn[];
  readonly onLeave: () => void;
}

export function AgentProgress({ turns, onLeave }: Followed) {
  const { t } = useTranslation();
  const now = turns.find(({ state }) => state === 'giving')?.signing?.agent?.state ?? 'waiting';
  return (
    <div className="note stack tight" role="status">
      <p className="flat">{t(`sign.agent.${now === 'shown' ? 'shown' : 'waiting'}`)}</p>
      <Button size="compact-sm" variant="default" onClick={onLeave}>
        {t('sign.agent.leave')}
      </Button>
    </div>
  );
}
