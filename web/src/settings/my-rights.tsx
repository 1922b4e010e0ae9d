/** Who one is here, which roles one holds where and until when, and what they let one do, in words. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { shownDate } from '../../../forms/shown-date.ts';
import type { Ability } from '../../../policies/ability.ts';
import { can } from '../../../policies/can.ts';
import { SUBJECT_NAMES, subjectDefinition, type SubjectName } from '../../../policies/subjects.ts';
import { day } from '../shared/instants.ts';
import { useLanguage } from '../shared/language.ts';
import { useNames } from '../shared/names.ts';
import { roleTitle } from '../shared/role-title.ts';
import { useAbility, useSession } from '../shared/session.ts';
import { Facts } from '../ui/facts.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import en from './rights.en.json';
import vi from './rights.vi.json';
import { myAccountQuery } from './settings-queries.ts';

export function MyRights() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { account, grants } = useSession();
  const { data, error, isPending } = useQuery(myAccountQuery(account));
  const ability = useAbility();
  const names = useNames(
    [],
    [...grants.map(({ unitPath }) => unitPath), data?.unitPath, ...(data?.positions ?? []).map(({ unitPath }) => unitPath)],
  );
  const until = (unitPath: string, role: string): string | undefined =>
    data?.grants.find((grant) => grant.role === role && grant.unitPath === unitPath)?.validTo;
  if (isPending) return <Skeleton height={120} />;
  return (
    <>
      <ProblemNote error={error} />
      {data && (
        <Facts
          facts={[
            [t('settings.name'), data.personName],
            [t('signIn.login'), data.login],
            [t('case.unit'), names.unit(data.unitPath)],
            [t('settings.positions'), data.positions.map((one) => positionSaid(one, names.unit(one.unitPath))).join('; ')],
          ]}
        />
      )}
      <div>
        <h3>{t('settings.roles')}</h3>
        <ul className="plain-list">
          {grants.map(({ role, unitPath }) => (
            <li key={`${role} ${unitPath}`}>
              <b>{roleTitle(role, language)}</b>, {names.unit(unitPath)}
              {until(unitPath, role) !== undefined && (
                <span className="dim"> ({t('settings.until', { day: day(until(unitPath, role) ?? '') })})</span>
              )}
            </li>
          ))}
          {grants.length === 0 && <li className="dim">{t('settings.noRoles')}</li>}
        </ul>
      </div>
      {ability && (
        <details className="rights">
          <summary>{t('settings.rights')}</summary>
          <p className="dim">{t('settings.rightsHint')}</p>
          <Facts facts={rightsIn(ability, language === 'en' ? en : vi)} />
        </details>
      )}
    </>
  );
}

function positionSaid(
  { title, validFrom, validTo }: { title: string; validFrom: string; validTo?: string | undefined },
  unit: string,
): string {
  return `${title}, ${unit} (${shownDate(validFrom)}${validTo === undefined ? '' : ` – ${shownDate(validTo)}`})`;
}

type Words = typeof vi;

/** On what, and what may be done with some of it at least: on which, each screen shows. */
function rightsIn(ability: Ability, words: Words): readonly (readonly [string, string])[] {
  return SUBJECT_NAMES.flatMap((subject) => {
    const acts = subjectDefinition(subject)
      .actions.filter((action) => can(ability, action, subject).allowed)
      .map((action) => wordOf(words.actions, action));
    return acts.length === 0 ? [] : [[wordOf(words.subjects, subject satisfies SubjectName), acts.join(', ')] as const];
  });
}

const wordOf = (words: Readonly<Record<string, string>>, key: string): string => words[key] ?? key;
