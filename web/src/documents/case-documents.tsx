/** Tài liệu: what was signed in this case, by whom, and what it is worth; and what still waits for the seal. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { documentsQuery } from '../cases/case-queries.ts';
import { dayAndClock } from '../shared/instants.ts';
import type { DocumentItem, WaitingSealItem } from '../shared/types.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SignedDocument } from './signed-document.tsx';

export function CaseDocuments({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery(documentsQuery(caseId));
  const [chosen, setChosen] = useState<string>();
  if (isPending) return <Skeleton height={240} />;
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  const { documents, waiting } = data;
  const current = documents.find(({ id }) => id === chosen) ?? documents[0];
  return (
    <div className="stack">
      {waiting.map((one) => (
        <Waiting key={one.id} waiting={one} />
      ))}
      {documents.length === 0 && waiting.length === 0 && <EmptyState title={t('documents.empty')} hint={t('documents.emptyHint')} />}
      {documents.length > 1 && <Choice documents={documents} current={current} onChoose={setChosen} />}
      {current && <SignedDocument key={current.id} document={current} />}
    </div>
  );
}

function Waiting({ waiting }: { readonly waiting: WaitingSealItem }) {
  const { t } = useTranslation();
  return (
    <p className="note warn">
      <b>{waiting.names.join('; ')}</b>:{' '}
      {t('sign.taskWaits', { name: waiting.signer, at: dayAndClock(waiting.createdAt), until: dayAndClock(waiting.expiresAt) })}
    </p>
  );
}

interface Choosing {
  readonly documents: readonly DocumentItem[];
  readonly current: DocumentItem | undefined;
  readonly onChoose: (id: string) => void;
}

function Choice({ documents, current, onChoose }: Choosing) {
  const { t } = useTranslation();
  return (
    <div className="chips" role="group" aria-label={t('documents.list')}>
      {documents.map(({ id, name, recalledAt }) => (
        <button key={id} type="button" aria-pressed={id === current?.id} onClick={() => onChoose(id)}>
          {recalledAt === undefined ? name : t('documents.recalledName', { name })}
        </button>
      ))}
    </div>
  );
}
