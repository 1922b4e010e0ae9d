/** Every version of an entry on a time line, the newest first: from when to when, by which text, who proposed and who decided. */
import { useTranslation } from 'react-i18next';
import { shownDate } from '../../../forms/shown-date.ts';
import { dayAndClock } from '../shared/instants.ts';
import { useLanguage } from '../shared/language.ts';
import { useNames, type NameOf } from '../shared/names.ts';
import type { ParameterItem, ParameterVersion } from '../shared/types.ts';
import { ConfidenceChip } from './confidence-chip.tsx';
import { valueWords } from './value-words.ts';

const MARK = { active: 'done', proposed: 'now', rejected: 'gone', withdrawn: 'gone' } as const;
const LOOK = { active: 'chip done', proposed: 'chip info', rejected: 'chip over', withdrawn: 'chip calm' } as const;

export function Versions({ item }: { readonly item: ParameterItem }) {
  const { t } = useTranslation();
  const names = useNames(item.versions.flatMap(({ proposedBy, decidedBy }) => [proposedBy, decidedBy]));
  return (
    <section className="card" aria-label={t('law.history')}>
      <div className="section-head">
        <h2>{t('law.history')}</h2>
        <span className="dim">{t('law.versionCount', { count: item.versions.length })}</span>
      </div>
      <ol className="timeline">
        {item.versions.map((version) => (
          <Version
            key={`${version.version} ${version.status}`}
            version={version}
            names={names}
            inForce={item.inForce === version.version}
          />
        ))}
      </ol>
    </section>
  );
}

interface Shown {
  readonly version: ParameterVersion;
  readonly names: NameOf;
  readonly inForce: boolean;
}

function Version({ version, names, inForce }: Shown) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { status, validFrom, validTo, citation, note, proposedBy, proposedAt, decidedBy, decidedAt } = version;
  const current = inForce && status === 'active';
  return (
    <li className={MARK[status]}>
      <span className="mark" />
      <div className="line start">
        <b>{valueWords(version, language)}</b>
        <span className={LOOK[status]}>{t(current ? 'law.status.inForce' : `law.status.${status}`)}</span>
        <ConfidenceChip {...version} />
      </div>
      <span>
        {validTo === undefined
          ? t('law.from', { from: shownDate(validFrom) })
          : t('law.fromTo', { from: shownDate(validFrom), to: shownDate(validTo) })}
        {' · '}
        {t('law.versionNamed', { version: version.version })}
      </span>
      <small>{citation}</small>
      <small>{t('law.proposedBy', { name: names.person(proposedBy), at: dayAndClock(proposedAt) })}</small>
      {decidedBy !== undefined && decidedAt !== undefined && (
        <small>{t(`law.decided.${status}`, { name: names.person(decidedBy), at: dayAndClock(decidedAt) })}</small>
      )}
      {note !== undefined && <q>{note}</q>}
    </li>
  );
}
