/** A new case: its form, checked while it is filled in; the case opens when it was accepted. */
import { Anchor, Button, Select, Skeleton, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../../../forms/form.ts';
import { USUAL_CLASS } from '../../../policies/usual-class.ts';
import { FilledForm } from '../form/filled-form.tsx';
import { proceduresQuery } from '../inbox/inbox-queries.ts';
import { useNames } from '../shared/names.ts';
import { isProblem } from '../shared/problem.ts';
import { newKey, request } from '../shared/request.ts';
import type { DefinitionItem, FormShown } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useStartUnits } from './use-start-units.ts';
import { MissingPage } from '../ui/missing-page.tsx';

export function StartPage() {
  const { procedure } = useParams({ from: '/inside/lap-ho-so/$procedure' });
  const { data = [], isPending } = useQuery(proceduresQuery);
  const definition = data.find(({ key }) => key === procedure);
  if (isPending) return <Skeleton height={300} m="md" />;
  return definition ? <Start definition={definition} /> : <MissingPage />;
}

function Start({ definition }: { readonly definition: DefinitionItem }) {
  const { t } = useTranslation();
  const form = useQuery({
    queryKey: ['start-form', definition.id],
    staleTime: Infinity,
    retry: false,
    queryFn: async ({ signal }) => await request<FormShown>(`/definitions/${definition.id}/start-form`, { signal }),
  });
  const unitPath = useStartUnits()?.(definition)[0] ?? '';
  // a procedure may begin without a form
  const none = isProblem(form.error) && form.error.code === 'formNotFound';
  return (
    <div className="page medium">
      <div className="crumb">
        <Anchor renderRoot={(props) => <Link to="/lap-ho-so" {...props} />}>{t('start.title')}</Anchor>
      </div>
      <h1>{definition.name}</h1>
      {!none && <ProblemNote error={form.error} onRetry={() => void form.refetch()} />}
      {form.isPending && <Skeleton height={300} />}
      {none && (
        <div className="card padded stack">
          <Submit definition={definition} check={() => ({})} />
        </div>
      )}
      {form.data && (
        <div className="card padded stack">
          <FilledForm shown={form.data} place={{ procedure: definition.key, unitPath, node: null, confidentiality: USUAL_CLASS }}>
            {(check) => <Submit definition={definition} check={check} />}
          </FilledForm>
        </div>
      )}
    </div>
  );
}

interface Submitting {
  readonly definition: DefinitionItem;
  readonly check: () => JsonObject | undefined;
}

function Submit({ definition, check }: Submitting) {
  const { t } = useTranslation();
  const unitsOf = useStartUnits();
  const client = useQueryClient();
  const navigate = useNavigate();
  const units = unitsOf?.(definition) ?? [];
  const names = useNames([], units);
  const [chosen, setUnit] = useState<string | null>(null);
  const unit = chosen ?? units[0];
  const [title, setTitle] = useState('');
  // one key for one act: pressed twice, or sent again after a lost answer, it is one case
  const [key, setKey] = useState(newKey);
  const start = useMutation({
    mutationFn: async (variables: JsonObject) =>
      await request<{ readonly caseId: string }>('/cases', {
        method: 'POST',
        idempotencyKey: key,
        body: {
          procedure: definition.key,
          variables,
          ...(unit !== undefined && { unitPath: unit }),
          ...(title.trim() !== '' && { title: title.trim() }),
        },
      }),
    async onSuccess({ caseId }) {
      await client.invalidateQueries({ queryKey: ['cases'] });
      await navigate({ to: '/ho-so/$caseId', params: { caseId }, ignoreBlocker: true });
    },
    onError: () => setKey(newKey()),
  });
  return (
    <div className="finish">
      <TextInput
        label={t('start.caseTitle')}
        description={t('start.caseTitleHint')}
        maxLength={500}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      {units.length > 1 && (
        <Select
          label={t('case.unit')}
          data={units.map((path) => ({ value: path, label: names.unit(path) }))}
          value={unit ?? null}
          onChange={setUnit}
          allowDeselect={false}
        />
      )}
      <ProblemNote error={start.error} />
      <div className="line end">
        <Button
          loading={start.isPending}
          onClick={() => {
            const variables = check();
            if (variables) start.mutate(variables);
          }}
        >
          {t('start.submit')}
        </Button>
      </div>
    </div>
  );
}
