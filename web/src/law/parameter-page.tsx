/** One entry of the register: its value on a day, what it does to the clock, where it is used, its versions and what is proposed. */
import { Anchor, Button, Skeleton } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { can } from '../../../policies/can.ts';
import { shownDate } from '../../../forms/shown-date.ts';
import { useLanguage } from '../shared/language.ts';
import { useAbility } from '../shared/session.ts';
import type { ParameterItem, ParameterVersion } from '../shared/types.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Facts } from '../ui/facts.tsx';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { ConfidenceChip } from './confidence-chip.tsx';
import { DayChoice } from './day-choice.tsx';
import { parameterQuery } from './law-queries.ts';
import { Proposals } from './proposals.tsx';
import { today } from './today.ts';
import { Uses } from './uses.tsx';
import { valueWords } from './value-words.ts';
import { versionOn } from './version-on.ts';
import { Versions } from './versions.tsx';
import './law.css';

export function ParameterPage() {
  const { t } = useTranslation();
  const { key } = useParams({ from: '/inside/tham-so/$key' });
  const { ngay } = useSearch({ from: '/inside/tham-so/$key' });
  const day = ngay ?? today();
  const { data, error, isPending, refetch } = useQuery(parameterQuery(key, day));
  return (
    <div className="page medium">
      <div className="crumb">
        <Anchor renderRoot={(props) => <Link to="/tham-so" search={ngay === undefined ? {} : { ngay }} {...props} />}>
          {t('law.title')}
        </Anchor>
      </div>
      {isPending && <Skeleton height={320} />}
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {data === null && <EmptyState title={t('law.unknown')} hint={t('law.unknownHint', { key })} />}
      {data && <One item={data} day={day} />}
    </div>
  );
}

function One({ item, day }: { readonly item: ParameterItem; readonly day: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const ability = useAbility();
  const navigate = useNavigate({ from: '/tham-so/$key' });
  const version = versionOn(item);
  const mayPropose = ability !== undefined && can(ability, 'propose', 'Parameter', { key: item.key, status: 'proposed' }).allowed;
  return (
    <>
      <header className="page-head wrap">
        <div className="law-name">
          <h1>{item.title?.[language] ?? item.key}</h1>
          <span className="dim long">{item.key}</span>
        </div>
        {mayPropose && (
          <Button
            className="no-print"
            leftSection={<IconPencil {...ICON} size={16} />}
            renderRoot={(props) => <Link to="/tham-so/$key/de-nghi" params={{ key: item.key }} {...props} />}
          >
            {t('law.propose')}
          </Button>
        )}
      </header>
      <div className="no-print">
        <DayChoice day={day} onChange={(ngay) => void navigate({ search: ngay === undefined ? {} : { ngay }, replace: true })} />
      </div>
      <section className="card padded stack" aria-label={t('law.asOf', { day: shownDate(day) })}>
        <h2>{t('law.asOf', { day: shownDate(day) })}</h2>
        {version ? <Value version={version} /> : <p>{t('law.noneInForceLong')}</p>}
      </section>
      <Proposals item={item} mayLook={mayPropose} />
      <Versions item={item} />
      <Uses parameter={item.key} />
    </>
  );
}

function Value({ version }: { readonly version: ParameterVersion }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { citation, validFrom, validTo, kind, settled } = version;
  return (
    <>
      <div className="line start">
        <b className="law-value">{valueWords(version, language)}</b>
        <ConfidenceChip {...version} />
      </div>
      {!settled && <p className="note warn">{t('law.unsettled')}</p>}
      <Facts facts={[[t('law.column.citation'), citation]]} />
      <div className="meta">
        <Facts
          facts={[
            [t('law.version'), version.version],
            [t('law.validFrom'), shownDate(validFrom)],
            [t('law.validTo'), validTo === undefined ? t('law.openEnded') : shownDate(validTo)],
            [t('law.kindOf'), t(`law.kind.${kind}`)],
          ]}
        />
      </div>
      {kind === 'term' && <Clock entry={version.entry as unknown as Term} running={version.running} />}
    </>
  );
}

interface Term {
  readonly precision: string;
  readonly rollForward: boolean;
  readonly direction: string;
  readonly receipt: string;
  readonly onSupplement: string;
  readonly asOf?: string;
}

/** What a term does to the clock, as sentences. */
function Clock({ entry, running }: { readonly entry: Term; readonly running: string }) {
  const { t } = useTranslation();
  const { precision, rollForward, direction, receipt, onSupplement, asOf = 'step' } = entry;
  return (
    <div>
      <h3 className="law-sub">{t('law.clock')}</h3>
      <ul className="law-clock">
        <li>{t(`law.direction.${direction}`)}</li>
        <li>{t(`law.precision.${precision}`)}</li>
        <li>{t(rollForward ? 'law.roll.yes' : 'law.roll.no')}</li>
        <li>{t(`law.receipt.${receipt}`)}</li>
        <li>{t(`law.supplement.${onSupplement}`)}</li>
        <li>{t(`law.whose.${asOf}`)}</li>
        <li>{t(`law.running.${running}`)}</li>
      </ul>
    </div>
  );
}
