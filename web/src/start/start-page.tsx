/** A new case of a procedure. */
import { Anchor, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { proceduresQuery } from '../inbox/inbox-queries.ts';
import type { DefinitionItem } from '../shared/types.ts';
import { MissingPage } from '../ui/missing-page.tsx';
import { StartForm } from './start-form.tsx';

export function StartPage() {
  const { procedure } = useParams({ from: '/inside/lap-ho-so/$procedure' });
  const { data = [], isPending } = useQuery(proceduresQuery);
  const definition = data.find(({ key }) => key === procedure);
  if (isPending) return <Skeleton height={300} m="md" />;
  return definition ? <Start definition={definition} /> : <MissingPage />;
}

function Start({ definition }: { readonly definition: DefinitionItem }) {
  const { t } = useTranslation();
  return (
    <div className="page medium">
      <div className="crumb">
        <Anchor renderRoot={(props) => <Link to="/lap-ho-so" {...props} />}>{t('start.title')}</Anchor>
      </div>
      <h1>{definition.name}</h1>
      <StartForm definition={definition} />
    </div>
  );
}
