/** One substitution: who for whom, how far, from when to when, why; and what can be done with it now. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../shared/language.ts';
import type { NameOf } from '../shared/names.ts';
import { dayAndClock } from '../shared/instants.ts';
import { roleTitle } from '../shared/role-title.ts';
import type { SubstitutionItem } from '../shared/types.ts';
import { firstDay, lastDay, type Standing } from './standing.ts';

const LOOK = { running: 'chip done', coming: 'chip info', ended: 'chip calm' } as const;

interface Row {
  readonly item: SubstitutionItem;
  readonly standing: Standing;
  readonly names: NameOf;
  /** the person who reads */
  readonly self: string;
  /** undefined: not by this person, or not now */
  readonly onEnd?: (() => void) | undefined;
  readonly onAct?: (() => void) | undefined;
}

export function SubstitutionRow({ item, standing, names, self, onEnd, onAct }: Row) {
  const { t } = useTranslation();
  const name = (person: string, shown: string): string => (person === self ? t('substitutions.me') : shown);
  const absent = name(item.absent, item.absentName);
  const substitute = name(item.substitute, item.substituteName);
  return (
    <li className="cover-row">
      <div className="cover-who">
        <b>{capital(t('substitutions.who', { substitute, absent }))}</b>
        <span>{t('substitutions.time', { from: firstDay(item.validFrom), to: lastDay(item.validTo) })}</span>
        <Scope item={item} names={names} />
        <small className="dim">{t('substitutions.because', { reason: item.reason })}</small>
        {item.basis !== undefined && <small className="dim">{t('substitutions.basedOn', { basis: item.basis })}</small>}
        {item.createdPerson !== item.absent && (
          <small className="dim">
            {t('substitutions.appointedBy', { name: names.person(item.createdPerson), at: dayAndClock(item.createdAt) })}
          </small>
        )}
        {item.endedAt !== undefined && (
          <small>
            {t('substitutions.endedBy', { name: names.person(item.endedBy), at: dayAndClock(item.endedAt), reason: item.endReason ?? '' })}
          </small>
        )}
      </div>
      <span className={LOOK[standing]}>{t(`substitutions.standing.${standing}`)}</span>
      {(onAct ?? onEnd) && (
        <div className="line end">
          {onEnd && (
            <Button size="compact-sm" variant="default" aria-label={t('substitutions.endOne', { substitute, absent })} onClick={onEnd}>
              {t('substitutions.end')}
            </Button>
          )}
          {onAct && (
            <Button size="compact-sm" aria-label={t('acting.begin', { name: absent })} onClick={onAct}>
              {t('substitutions.act')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function Scope({ item, names }: { readonly item: SubstitutionItem; readonly names: NameOf }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const parts = [
    item.procedures.length > 0 && t('substitutions.ofProcedures', { list: item.procedures.map(names.procedure).join(', ') }),
    item.units.length > 0 && t('substitutions.ofUnits', { list: item.units.map(names.unit).join(', ') }),
    item.roles.length > 0 && t('substitutions.ofRoles', { list: item.roles.map((role) => roleTitle(role, language)).join(', ') }),
  ].filter((part) => part !== false);
  return <span>{parts.length === 0 ? t('substitutions.ofAll') : parts.join('; ')}</span>;
}
