/** Whether the record can be relied on: up to where it is sealed, what waits, the last signed checkpoint, the last verification. */
import { Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import type { RecordStateNow } from '../shared/types.ts';
import { Hash } from '../ui/hash.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { recordStateQuery } from './record-queries.ts';

/** The sealer comes every half second: what waits for longer than this is held back by something. */
const LATE_MS = 60_000;
const NUMBER = new Intl.NumberFormat('vi-VN');

const LOOK = { good: ['chip done', IconCheck], bad: ['chip over', IconAlertTriangle], slow: ['chip near', IconClock] } as const;

function Chip({ look, words }: { readonly look: keyof typeof LOOK; readonly words: string }) {
  const [className, Icon] = LOOK[look];
  return (
    <span className={className}>
      <Icon size={14} stroke={1.8} aria-hidden />
      {words}
    </span>
  );
}

export function RecordState() {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery(recordStateQuery);
  return (
    <section aria-labelledby="record-state" className="stack tight">
      <h2 id="record-state">{t('record.state.title')}</h2>
      {isPending && <Skeleton height={96} />}
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {data && (
        <div className="card record-state">
          <Sealed state={data} />
          <Waiting state={data} />
          <Checkpoint state={data} />
          <Verified state={data} />
        </div>
      )}
    </section>
  );
}

interface Part {
  readonly state: RecordStateNow;
}

function Sealed({ state: { sealed } }: Part) {
  const { t } = useTranslation();
  return (
    <div>
      <h3>{t('record.state.sealed')}</h3>
      <b>{t('record.state.entries', { count: sealed?.entries ?? 0, shown: NUMBER.format(sealed?.entries ?? 0) })}</b>
      {sealed && <small>{t('record.state.until', { at: dayAndClock(sealed.at) })}</small>}
    </div>
  );
}

function Waiting({ state: { unsealed } }: Part) {
  const { t } = useTranslation();
  const { rows, more, oldest } = unsealed;
  const late = oldest !== undefined && Date.now() - Date.parse(oldest) > LATE_MS;
  const shown = NUMBER.format(rows);
  return (
    <div>
      <h3>{t('record.state.waiting')}</h3>
      {rows === 0 ? (
        <Chip look="good" words={t('record.state.none')} />
      ) : (
        <Chip look={late ? 'bad' : 'slow'} words={t(more ? 'record.state.moreThan' : 'record.state.rows', { count: rows, shown })} />
      )}
      {oldest !== undefined && <small>{t('record.state.oldest', { at: dayAndClock(oldest) })}</small>}
    </div>
  );
}

function Checkpoint({ state: { checkpoint, unstamped } }: Part) {
  const { t } = useTranslation();
  if (!checkpoint)
    return (
      <div>
        <h3>{t('record.state.checkpoint')}</h3>
        <Chip look="slow" words={t('record.state.noCheckpoint')} />
      </div>
    );
  const { number, at, holds, stampedAt, keyId, entries } = checkpoint;
  return (
    <div>
      <h3>{t('record.state.checkpoint')}</h3>
      <Chip look={holds ? 'good' : 'bad'} words={t(holds ? 'record.state.holds' : 'record.state.holdsNot', { number })} />
      <small>{t('record.state.covers', { at: dayAndClock(at), count: entries, shown: NUMBER.format(entries) })}</small>
      <small>
        {stampedAt === undefined
          ? t('record.state.unstamped', { count: unstamped })
          : t('record.state.stamped', { at: dayAndClock(stampedAt) })}
      </small>
      <small>{t('record.state.key')}</small>
      <Hash value={keyId} />
    </div>
  );
}

function Verified({ state: { verified } }: Part) {
  const { t } = useTranslation();
  if (!verified)
    return (
      <div>
        <h3>{t('record.state.verified')}</h3>
        <Chip look="slow" words={t('record.state.never')} />
        <small>{t('record.state.how')}</small>
      </div>
    );
  const { at, findings, entries, ownKeys } = verified;
  return (
    <div>
      <h3>{t('record.state.verified')}</h3>
      <Chip
        look={findings === 0 ? 'good' : 'bad'}
        words={findings === 0 ? t('record.state.whole') : t('record.state.findings', { count: findings })}
      />
      <small>{t('record.state.covers', { at: dayAndClock(at), count: entries, shown: NUMBER.format(entries) })}</small>
      <small>{t(ownKeys ? 'record.state.ownKeys' : 'record.state.recordKeys')}</small>
    </div>
  );
}
