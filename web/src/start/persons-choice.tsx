/** Whom a new case is about, from the register; that there is an open case of the same kind about them is said before it is sent. */
import { Anchor, CloseButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { can } from '../../../policies/can.ts';
import { useDrafted } from '../form/use-draft.ts';
import { day } from '../shared/instants.ts';
import { useNames } from '../shared/names.ts';
import { useAbility } from '../shared/session.ts';
import { FoundChoice } from '../ui/found-choice.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { casesOfPersonQuery, findPersons, personLine, personQuery } from './person-queries.ts';

const NOBODY: readonly string[] = [];

/** `procedure`: of the case that begins. */
export function PersonsChoice({ procedure }: { readonly procedure: string }) {
  const { t } = useTranslation();
  const ability = useAbility();
  const [persons, setPersons] = useDrafted('persons', [...NOBODY]);
  if (!ability || !can(ability, 'read', 'Person').allowed) return null;
  return (
    <section className="card padded stack tight" aria-labelledby="about">
      <h2 id="about">{t('start.about')}</h2>
      <FoundChoice
        key={persons.length}
        aria-labelledby="about"
        placeholder={t('start.findPerson')}
        description={t('start.findPersonHint')}
        among={['persons', 'found']}
        find={findPersons}
        chosen={undefined}
        onChange={(id) => id !== null && !persons.includes(id) && setPersons([...persons, id])}
      />
      <ul className="plain-list">
        {persons.map((person) => (
          <Chosen key={person} person={person} procedure={procedure} onRemove={() => setPersons(persons.filter((one) => one !== person))} />
        ))}
      </ul>
    </section>
  );
}

interface One {
  readonly person: string;
  readonly procedure: string;
  readonly onRemove: () => void;
}

function Chosen({ person, procedure, onRemove }: One) {
  const { t } = useTranslation();
  const { data, error } = useQuery(personQuery(person));
  const { data: cases = [] } = useQuery(casesOfPersonQuery(person));
  const same = cases.filter((one) => one.procedure === procedure && one.status !== 'ended');
  const name = data ? personLine(data) : person;
  const names = useNames([], [], [procedure]);
  return (
    <li>
      <div className="line">
        <b>{name}</b>
        <CloseButton aria-label={t('start.removePerson', { name })} onClick={onRemove} />
      </div>
      <ProblemNote error={error} />
      {same.length > 0 && (
        <div className="note warn" role="status">
          <b>{t('start.duplicate', { count: same.length, procedure: names.procedure(procedure) })}</b>
          <ul className="plain-list">
            {same.map(({ id, code, title, startedAt }) => (
              <li key={id}>
                <Anchor renderRoot={(props) => <Link to="/ho-so/$caseId" params={{ caseId: id }} target="_blank" {...props} />}>
                  {title}
                </Anchor>
                <small>
                  <span className="number">{code}</span>, {day(startedAt)}
                </small>
              </li>
            ))}
          </ul>
        </div>
      )}
      {cases.length > same.length && <small className="dim">{t('start.otherCases', { count: cases.length - same.length })}</small>}
    </li>
  );
}
