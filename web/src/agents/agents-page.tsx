/** Phần mềm ký số: the computers at which somebody's token signs; one more is paired, one that is lost is ended. */
import { Button, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/empty-state.tsx';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { AgentRow } from './agent-row.tsx';
import { agentsQuery } from './agent-queries.ts';
import { PairAgent } from './pair-agent.tsx';

export function AgentsPage() {
  const { t } = useTranslation();
  const [pairing, setPairing] = useState(false);
  const { data, error, isPending, refetch } = useQuery(agentsQuery(pairing));
  return (
    <div className="page narrow">
      <div className="line start">
        <h1>{t('agents.title')}</h1>
        <span className="gap" />
        <Button leftSection={<IconPlus {...ICON} size={16} />} onClick={() => setPairing(true)}>
          {t('agents.pair')}
        </Button>
      </div>
      <p className="dim">{t('agents.hint')}</p>
      {isPending && <Skeleton height={160} />}
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <EmptyState title={t('agents.empty')} hint={t('agents.emptyHint')} />}
      {data && data.length > 0 && (
        <ul className="results" aria-label={t('agents.title')}>
          {data.map((agent) => (
            <AgentRow key={agent.id} agent={agent} />
          ))}
        </ul>
      )}
      {pairing && <PairAgent known={data?.length ?? 0} onClose={() => setPairing(false)} />}
    </div>
  );
}
