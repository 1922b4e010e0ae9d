/** A change of one entry, proposed as a case: filled in with what is in force, and with what it would do before it is sent. */
import { Anchor, Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../../../forms/form.ts';
import { proceduresQuery } from '../inbox/inbox-queries.ts';
import { StartForm } from '../start/start-form.tsx';
import { useLanguage } from '../shared/language.ts';
import { MissingPage } from '../ui/missing-page.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { changeOf } from './change-of.ts';
import { differingOf, type Differing } from './differing-of.ts';
import { EffectPreview } from './effect-preview.tsx';
import { parameterQuery } from './law-queries.ts';
import { today } from './today.ts';
import { versionOn } from './version-on.ts';
import './law.css';

const LAW_CHANGE = 'parameter-change';

export function ProposePage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { key } = useParams({ from: '/inside/tham-so/$key/de-nghi' });
  const procedures = useQuery(proceduresQuery);
  const item = useQuery(parameterQuery(key, today()));
  const definition = procedures.data?.find((one) => one.key === LAW_CHANGE);
  if (procedures.isPending || item.isPending) return <Skeleton height={300} m="md" />;
  const error = procedures.error ?? item.error;
  if (!error && (!definition || !item.data)) return <MissingPage />;
  const version = item.data ? (versionOn(item.data) ?? item.data.versions.find(({ status }) => status === 'active')) : undefined;
  return (
    <div className="page medium">
      <div className="crumb">
        <Anchor renderRoot={(props) => <Link to="/tham-so" {...props} />}>{t('law.title')}</Anchor> /{' '}
        <Anchor renderRoot={(props) => <Link to="/tham-so/$key" params={{ key }} {...props} />}>
          {item.data?.title?.[language] ?? key}
        </Anchor>
      </div>
      <h1>{t('law.propose')}</h1>
      <p className="dim">{t('law.proposeHint')}</p>
      <ProblemNote error={error} onRetry={() => void Promise.all([procedures.refetch(), item.refetch()])} />
      {definition && item.data && (
        <StartForm definition={definition} first={changeOf(key, version)} beside={(data) => <Foreseen data={data} />} />
      )}
    </div>
  );
}

/** Asked for when one wants to know: a value that is half typed would be asked about at each letter. */
function Foreseen({ data }: { readonly data: JsonObject }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Differing>();
  const now = differingOf(data);
  return (
    <div className="stack tight">
      <div className="line start">
        <Button variant="default" disabled={!now} onClick={() => setAsked(now)}>
          {t('law.effect.look')}
        </Button>
        {!now && <span className="dim small">{t('law.effect.fillFirst')}</span>}
      </div>
      {asked && JSON.stringify(asked) !== JSON.stringify(now) && <p className="note">{t('law.effect.changedSince')}</p>}
      {asked && <EffectPreview asked={asked} from={asked.differing.validFrom} />}
    </div>
  );
}
