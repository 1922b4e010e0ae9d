/** What a change would do to deadlines that run, before anybody decides on it: how many, from what to what. */
import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { shownDate } from '../../../forms/shown-date.ts';
import { dayAndClock } from '../shared/instants.ts';
import { useNames, type NameOf } from '../shared/names.ts';
import type { LawEffectKnown } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { effectQuery, type Asked } from './law-queries.ts';

interface Previewed {
  readonly asked: Asked;
  /** ISO date: the first day of the version; none of a year's notice */
  readonly from?: string | undefined;
}
type Item = LawEffectKnown['items'][number];

export function EffectPreview({ asked, from }: Previewed) {
  const { t } = useTranslation();
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(effectQuery(asked));
  const [first] = data?.pages ?? [];
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const names = useNames(
    [],
    items.map(({ unitPath }) => unitPath),
    items.map(({ procedure }) => procedure),
  );
  return (
    <section className="law-effect stack tight" aria-label={t('law.effect.title')}>
      <h3 className="law-sub">{t('law.effect.title')}</h3>
      {isPending && <Skeleton height={80} />}
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {first && <Sums effect={first} from={from} />}
      {items.length > 0 && (
        <div className="scroll-x" tabIndex={0} role="group" aria-label={t('law.effect.list')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('law.effect.what')}</th>
                <th scope="col">{t('law.effect.before')}</th>
                <th scope="col">{t('law.effect.after')}</th>
                <th scope="col">{t('law.effect.change')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((item, at) => (
                // several deadlines of a case look alike, and the list only grows at its end
                // oxlint-disable-next-line react/no-array-index-key
                <Row key={at} item={item} names={names} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {hasNextPage && (
        <div>
          <Button size="compact-sm" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('cases.more')}
          </Button>
        </div>
      )}
    </section>
  );
}

function Sums({ effect, from }: { readonly effect: LawEffectKnown; readonly from: string | undefined }) {
  const { t } = useTranslation();
  const { running, deadlines, cases, sums } = effect;
  const day = from === undefined ? '' : shownDate(from);
  if (deadlines === 0) return <p className="note">{t('law.effect.none')}</p>;
  if (running === 'keep') return <p className="note">{t('law.effect.keep', { count: deadlines, cases, day })}</p>;
  return (
    <>
      <p className="flat">
        <b>{t('law.effect.concerned', { count: deadlines, cases })}</b>{' '}
        {sums && t('law.effect.sums', { later: sums.later, earlier: sums.earlier, same: sums.counted - sums.later - sums.earlier })}
      </p>
      {sums && sums.overdue > 0 && <p className="note warn">{t('law.effect.overdue', { count: sums.overdue })}</p>}
      {sums && sums.counted < deadlines && <p className="note">{t('law.effect.part', { count: sums.counted })}</p>}
      {from !== undefined && <p className="flat dim small">{t('law.effect.when', { day })}</p>}
    </>
  );
}

const DAY_MS = 86_400_000;
const dueOf = ({ day, due }: Item['before']): string => (day === undefined ? dayAndClock(due) : shownDate(day));

function Row({ item, names }: { readonly item: Item; readonly names: NameOf }) {
  const { t } = useTranslation();
  const { caseId, code, procedure, unitPath, name, before, after } = item;
  const days = after ? Math.round((Date.parse(after.due) - Date.parse(before.due)) / DAY_MS) : 0;
  return (
    <tr>
      <td>
        {procedure === undefined ? <span className="dim">{t('law.effect.secret')}</span> : (name ?? t('law.effect.timer'))}
        {procedure !== undefined && (
          <small className="dim">
            {names.procedure(procedure)} · {names.unit(unitPath)}
          </small>
        )}
        {caseId !== undefined && (
          <small>
            <Link to="/ho-so/$caseId" params={{ caseId }} className="link">
              {code}
            </Link>
          </small>
        )}
      </td>
      <td className="number">{dueOf(before)}</td>
      <td className="number">{after ? dueOf(after) : t('law.effect.notCounted')}</td>
      <td className={days < 0 ? 'bad' : undefined}>
        {days === 0 ? t('law.effect.same') : t(days > 0 ? 'law.effect.later' : 'law.effect.earlier', { count: Math.abs(days) })}
      </td>
    </tr>
  );
}
