/** What a case of the procedure of law changes proposes, for the second person: what is different, and what it would do. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../expressions/json.ts';
import type { JsonObject } from '../../../forms/form.ts';
import { shownDate } from '../../../forms/shown-date.ts';
import { shownValue } from '../form/shown-value.ts';
import { useLanguage } from '../shared/language.ts';
import { isProblem } from '../shared/problem.ts';
import type { ParameterVersion } from '../shared/types.ts';
import { Facts } from '../ui/facts.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { EffectPreview } from './effect-preview.tsx';
import { changeQuery, parameterQuery, type Change } from './law-queries.ts';
import { today } from './today.ts';
import { unitWords, valueWords } from './value-words.ts';
import { versionOn } from './version-on.ts';
import './law.css';

export function LawChange({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation();
  const { data: change, error, isPending, refetch } = useQuery(changeQuery(caseId));
  if (isPending) return <Skeleton height={160} />;
  // whoever may take the task need not be able to read the case before
  if (isProblem(error) && error.code === 'caseNotFound') return <p className="note">{t('law.change.afterClaim')}</p>;
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!change) return null;
  return (
    <section className="stack tight law-change" aria-label={t('law.change.title')}>
      <h3 className="law-sub">{t('law.change.title')}</h3>
      {change.operation === 'PARAMETER' && change.entry && <OfParameter caseId={caseId} entryKey={shownValue(change.entry['key'])} />}
      {change.operation === 'CALENDAR' && change.calendar && <OfCalendar caseId={caseId} calendar={change.calendar} />}
      {change.operation === 'RULE' && change.rule && (
        <Facts
          facts={(['decision', 'rule', 'fingerprint', 'citation'] as const).map((name) => [
            t(`law.change.${name}`),
            shownValue(change.rule?.[name]),
          ])}
        />
      )}
      {change.note !== undefined && change.note !== '' && <p className="note">{change.note}</p>}
    </section>
  );
}

function OfParameter({ caseId, entryKey }: { readonly caseId: string; readonly entryKey: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: item, error, isPending, refetch } = useQuery(parameterQuery(entryKey, today()));
  if (isPending) return <Skeleton height={120} />;
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  const proposed = item?.versions.find((version) => version.caseId === caseId);
  if (!item || !proposed) return <p className="note">{t('law.change.decided')}</p>;
  return (
    <>
      <Link to="/tham-so/$key" params={{ key: entryKey }} className="link">
        {item.title?.[language] ?? entryKey}
      </Link>
      <Compared before={versionOn(item)} after={proposed} />
      {proposed.status === 'proposed' && proposed.kind === 'term' && (
        <EffectPreview asked={{ proposal: caseId }} from={proposed.validFrom} />
      )}
    </>
  );
}

const OF_TERM = ['precision', 'rollForward', 'direction', 'receipt', 'onSupplement', 'asOf'] as const;

interface Two {
  readonly before: ParameterVersion | undefined;
  readonly after: ParameterVersion;
}

/** What is the same in both is left out, but for what is always asked: the value, the text, and from when. */
function Compared({ before, after }: Two) {
  const { t } = useTranslation();
  const language = useLanguage();
  const rows: readonly (readonly [name: string, of: (version: ParameterVersion) => string, always?: boolean])[] = [
    [t('law.column.value'), (version) => valueWords(version, language), true],
    [t('law.column.citation'), ({ citation }) => citation, true],
    [
      t('law.column.confidence'),
      ({ confidence, settled }) => (settled ? t(`law.confidence.${confidence}`) : t('law.verify', { confidence })),
      true,
    ],
    [t('law.validFrom'), ({ validFrom }) => shownDate(validFrom), true],
    [t('law.validTo'), ({ validTo }) => (validTo === undefined ? t('law.openEnded') : shownDate(validTo))],
    [t('law.runningDeadlines'), ({ running }) => t(`law.running.${running}`), true],
    [t('law.unitName'), ({ unit }) => unitWords(unit)],
    ...OF_TERM.map(
      (name) =>
        [
          t(`law.change.${name}`),
          ({ entry, kind }: ParameterVersion) => (kind === 'term' ? t(WORDS[name]((entry as JsonObject)[name])) : ''),
        ] as const,
    ),
  ];
  return (
    <div className="scroll-x" tabIndex={0} role="group" aria-label={t('law.change.compared')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('law.change.what')}</th>
            <th scope="col">{t('law.change.before')}</th>
            <th scope="col">{t('law.change.after')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, of, always = false]) => {
            const [was, is] = [before && of(before), of(after)];
            if (!always && was === is) return null;
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="dim">{was ?? t('law.change.none')}</td>
                <td>{was === is ? is : <b>{is}</b>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const WORDS: Readonly<Record<(typeof OF_TERM)[number], (value: Json | undefined) => string>> = {
  precision: (value) => `law.precision.${shownValue(value)}`,
  rollForward: (value) => (value === true ? 'law.roll.yes' : 'law.roll.no'),
  direction: (value) => `law.direction.${shownValue(value)}`,
  receipt: (value) => `law.receipt.${shownValue(value)}`,
  onSupplement: (value) => `law.supplement.${shownValue(value)}`,
  asOf: (value = 'step') => `law.whose.${shownValue(value)}`,
};

function OfCalendar({ caseId, calendar }: { readonly caseId: string; readonly calendar: NonNullable<Change['calendar']> }) {
  const { t } = useTranslation();
  return (
    <>
      <p className="flat">
        {t('law.change.year', {
          year: shownValue(calendar.year),
          notices: (calendar.notices ?? []).map(({ notice }) => notice).join('; '),
        })}
      </p>
      <ul className="law-clock">
        {(calendar.days ?? []).map(({ date, kind, reasonVi, source }) => (
          <li key={shownValue(date)}>
            {t(`calendar.kind.${kind}`)} {shownDate(shownValue(date))}: {reasonVi} ({source})
          </li>
        ))}
      </ul>
      <EffectPreview asked={{ proposal: caseId }} />
    </>
  );
}
