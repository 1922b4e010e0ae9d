/** Chờ ký số cơ quan: what persons have signed and waits for the seal; looked at, and sealed one by one or together. */
import { Button, Checkbox, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import { useLiveChanges } from '../shared/live.ts';
import { useNames } from '../shared/names.ts';
import { request } from '../shared/request.ts';
import type { WaitingSealItem } from '../shared/types.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { useSign } from './signing-host.tsx';
import { sealsQuery } from './signing-queries.ts';
import { sealSubject } from './signing-subject.ts';

const MOST = 50;

export function SealsPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery(sealsQuery);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [returned, setReturned] = useState<WaitingSealItem>();
  const sign = useSign();
  useLiveChanges();
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const picked = items.filter(({ id }) => chosen.has(id));
  const open = (which: readonly WaitingSealItem[]): void =>
    sign({
      title: t('seals.sealTitle', { count: which.length }),
      verb: t('seals.seal'),
      subjects: which.map(sealSubject),
      onClose() {
        setChosen(new Set());
        void client.invalidateQueries({ queryKey: ['seals'] });
        void client.invalidateQueries({ queryKey: ['case'] });
      },
    });
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id) && next.size < MOST) next.add(id);
    setChosen(next);
  };
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('seals.title')}</h1>
        {picked.length > 0 && <Button onClick={() => open(picked)}>{t('seals.sealMany', { count: picked.length })}</Button>}
      </header>
      <p className="dim">{t('seals.hint')}</p>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {isPending && <Skeleton height={240} />}
      {data && items.length === 0 && <EmptyState title={t('seals.empty')} hint={t('seals.emptyHint')} />}
      {items.length > 0 && (
        <div className="card list scroll">
          <SealRows items={items} chosen={chosen} onToggle={toggle} onOpen={(one) => open([one])} onReturn={setReturned} />
          {hasNextPage && (
            <footer className="foot">
              <Button size="compact-sm" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {t('cases.more')}
              </Button>
            </footer>
          )}
        </div>
      )}
      {returned && <ReturnSigning waiting={returned} onClose={() => setReturned(undefined)} />}
    </div>
  );
}

/** What is not to be sealed goes back to whoever submitted it. */
function ReturnSigning({ waiting, onClose }: { readonly waiting: WaitingSealItem; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <ReasonDialog
      title={t('seals.returnTitle', { names: waiting.names.join('; ') })}
      hint={t('seals.returnHint', { name: waiting.signer })}
      action={t('seals.return')}
      act={async (reason, idempotencyKey) =>
        await request(`/signings/${waiting.id}/drop`, { method: 'POST', body: { reason }, idempotencyKey })
      }
      changes={['seals']}
      onClose={onClose}
    />
  );
}

interface Rows {
  readonly items: readonly WaitingSealItem[];
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
  readonly onOpen: (item: WaitingSealItem) => void;
  readonly onReturn: (item: WaitingSealItem) => void;
}

function SealRows({ items, chosen, onToggle, onOpen, onReturn }: Rows) {
  const { t } = useTranslation();
  const names = useNames(
    [],
    items.map(({ unitPath }) => unitPath),
  );
  return (
    <ul className="choices">
      {items.map((item) => (
        <li key={item.id} className="seal-row">
          <Checkbox
            checked={chosen.has(item.id)}
            onChange={() => onToggle(item.id)}
            aria-label={t('inbox.choose', { code: item.caseCode })}
          />
          <div className="seal-what">
            <b>{item.names.join('; ')}</b>
            <Link to="/ho-so/$caseId" params={{ caseId: item.caseId }} className="link">
              <span className="number">{item.caseCode}</span> {item.caseTitle}
            </Link>
            <small className="dim">
              {t('seals.signedBy', { name: item.signer, at: dayAndClock(item.createdAt) })} · {names.unit(item.unitPath)}
            </small>
            <small className="dim">{t('seals.until', { at: dayAndClock(item.expiresAt) })}</small>
          </div>
          <div className="line start">
            <Button variant="default" onClick={() => onOpen(item)} aria-label={t('seals.look', { code: item.caseCode })}>
              {t('seals.lookShort')}
            </Button>
            <Button variant="subtle" onClick={() => onReturn(item)} aria-label={t('seals.returnOf', { code: item.caseCode })}>
              {t('seals.return')}
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}
