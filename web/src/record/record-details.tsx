/** One entry of the record with all that it says, and what it changed. */
import { CloseButton, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import type { NameOf } from '../shared/names.ts';
import type { RecordItem } from '../shared/types.ts';
import { Facts } from '../ui/facts.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { PurposeSelect } from '../ui/purpose-select.tsx';
import { useActName } from './act-name.ts';
import { ChangeList } from './change-list.tsx';
import { changesBetween } from './changes-between.ts';
import { accountChangeQuery, stepChangesQuery } from './record-queries.ts';
import { subjectOf } from './subject-of.ts';

interface Shown {
  readonly entry: RecordItem;
  readonly names: NameOf;
  readonly onClose?: () => void;
}

export function RecordDetails({ entry, names, onClose }: Shown) {
  const { t } = useTranslation();
  const act = useActName();
  const { position, at, source, account, person, onBehalfOf, caseId, caseCode, approver, address } = entry;
  return (
    <div className="stack tight record-details">
      <div className="line">
        <h2>{act(entry.act)}</h2>
        {onClose && <CloseButton size="sm" aria-label={t('record.closeDetails')} onClick={onClose} />}
      </div>
      {caseId !== undefined && (
        <Link to="/ho-so/$caseId" params={{ caseId }} className="link">
          {t('record.openCase', { code: caseCode ?? '' })}
        </Link>
      )}
      <Facts
        facts={[
          [t('history.at'), dayAndClock(at)],
          [t('record.who'), names.person(person ?? account)],
          [t('record.login'), person === undefined ? undefined : account],
          [t('record.behalf'), onBehalfOf && names.person(onBehalfOf)],
          [t('record.about'), caseId === undefined ? subjectOf(entry, names, t) : undefined],
          [t('cases.column.procedure'), names.procedure(entry.procedure)],
          [t('case.unit'), names.unit(entry.unitPath)],
          [t('history.reason'), entry.reason],
          [t('record.purpose'), entry.purpose],
          [t('record.approver'), approver && names.person(approver)],
          [t('record.address'), address],
          [t('record.position'), String(position)],
        ]}
      />
      {source === 'step' && caseId !== undefined && (
        <StepChanges key={entry.key} caseId={caseId} revision={Number(entry.key.split('/')[1])} untold={entry.reason === undefined} />
      )}
      {source === 'account' && <AccountChanges key={entry.key} id={Number(entry.key)} at={at} />}
      {source === 'access' && <Given entry={entry} />}
    </div>
  );
}

interface Step {
  readonly caseId: string;
  readonly revision: number;
  /** what the record itself does not tell: the step is sealed where its case has sensitive values */
  readonly untold: boolean;
}

function StepChanges({ caseId, revision, untold }: Step) {
  const { t } = useTranslation();
  const [purpose, setPurpose] = useState<string>();
  const { data, error, isPending } = useQuery(stepChangesQuery(caseId, revision, purpose));
  return (
    <section className="stack tight" aria-labelledby="record-changes">
      <h3 id="record-changes">{t('record.changes')}</h3>
      {isPending && <Skeleton height={60} />}
      <ProblemNote error={error} />
      {data && (
        <Facts
          facts={[
            [t('history.reason'), untold ? data.reason : undefined],
            [t('record.decided'), data.outcome],
          ]}
        />
      )}
      {data !== undefined && (
        <ChangeList changes={(data?.changes ?? []).map(({ path, ...rest }) => ({ place: path.join('.'), ...rest }))} />
      )}
      {data && data.changes.length > 0 && <PurposeSelect label={t('record.seeMasked')} value={purpose} onChange={setPurpose} />}
    </section>
  );
}

function AccountChanges({ id, at }: { readonly id: number; readonly at: string }) {
  const { t } = useTranslation();
  const { data, error, isPending } = useQuery(accountChangeQuery(id, at));
  return (
    <section className="stack tight" aria-labelledby="record-changes">
      <h3 id="record-changes">{t('record.changes')}</h3>
      {isPending && <Skeleton height={60} />}
      <ProblemNote error={error} />
      {data !== undefined && <ChangeList changes={changesBetween(data?.before, data?.after)} />}
      {data && (
        <Facts
          facts={[
            [t('record.basis'), data.basis],
            [t('record.result'), t(`record.outcome.${data.result}`)],
          ]}
        />
      )}
    </section>
  );
}

const SHOWN = 20;

/** Of an access: what was asked for, and the things that were given. */
function Given({ entry: { ids = [], scope } }: { readonly entry: RecordItem }) {
  const { t } = useTranslation();
  const asked = typeof scope === 'object' && scope !== null && !Array.isArray(scope) ? Object.entries(scope) : [];
  return (
    <section className="stack tight">
      {asked.length > 0 && (
        <>
          <h3>{t('record.asked')}</h3>
          <Facts facts={asked.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])} />
        </>
      )}
      {ids.length > 0 && (
        <>
          <h3>{t('record.given', { count: ids.length })}</h3>
          <ul className="record-ids">
            {ids.slice(0, SHOWN).map((id) => (
              <li key={id}>{id}</li>
            ))}
          </ul>
          {ids.length > SHOWN && <p className="dim flat">{t('record.andMore', { count: ids.length - SHOWN })}</p>}
        </>
      )}
    </section>
  );
}
