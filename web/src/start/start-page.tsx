/** A new case of a procedure, kept as a draft while it is filled in. */
import { Anchor, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { draftQuery, startDoor } from '../form/draft-doors.ts';
import { useDraftKeeper, useDraftState } from '../form/use-draft.ts';
import { WithDraft } from '../form/with-draft.tsx';
import { proceduresQuery } from '../inbox/inbox-queries.ts';
import type { DefinitionItem, DraftNow } from '../shared/types.ts';
import { MissingPage } from '../ui/missing-page.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { PersonsChoice } from './persons-choice.tsx';
import { StartForm } from './start-form.tsx';

export function StartPage() {
  const { procedure } = useParams({ from: '/inside/lap-ho-so/$procedure' });
  const { nhap } = useSearch({ from: '/inside/lap-ho-so/$procedure' });
  // what was there when the page was opened: a draft that begins here gets its address later
  const [first] = useState(nhap);
  const { data = [], isPending } = useQuery(proceduresQuery);
  const draft = useQuery({ ...draftQuery(first ?? ''), enabled: first !== undefined });
  const definition = data.find(({ key }) => key === procedure);
  if (isPending || (first !== undefined && draft.isPending)) return <Skeleton height={300} m="md" />;
  return definition ? <Start definition={definition} stored={draft.data} gone={draft.error} /> : <MissingPage />;
}

interface Starting {
  readonly definition: DefinitionItem;
  readonly stored: DraftNow | undefined;
  /** why the draft of the address is not there */
  readonly gone: Error | null;
}

function Start({ definition, stored, gone }: Starting) {
  const { t } = useTranslation();
  const [door] = useState(() => startDoor(definition.key));
  return (
    <div className="page wide-page">
      <div className="crumb">
        <Anchor renderRoot={(props) => <Link to="/lap-ho-so" {...props} />}>{t('start.title')}</Anchor>
      </div>
      <h1>{definition.name}</h1>
      <ProblemNote error={gone} />
      <WithDraft door={door} stored={stored}>
        <DraftAddress procedure={definition.key} />
        <PersonsChoice procedure={definition.key} />
        <StartForm definition={definition} outlined />
      </WithDraft>
    </div>
  );
}

/** The draft becomes part of the address: loaded again, the page goes on with it. */
function DraftAddress({ procedure }: { readonly procedure: string }) {
  const keeper = useDraftKeeper();
  const navigate = useNavigate();
  useDraftState(keeper);
  const { nhap } = useSearch({ from: '/inside/lap-ho-so/$procedure' });
  const id = keeper?.id();
  useEffect(() => {
    if (id === nhap) return;
    const search = id === undefined ? {} : { nhap: id };
    void navigate({ to: '/lap-ho-so/$procedure', params: { procedure }, search, replace: true, ignoreBlocker: true });
  }, [id, nhap, navigate, procedure]);
  return null;
}
