/** The form that a case of a procedure begins with, checked while it is filled in; the case opens when it was accepted. */
import { Button, Select, Skeleton, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../../../forms/form.ts';
import { USUAL_CLASS } from '../../../policies/usual-class.ts';
import { FilledForm } from '../form/filled-form.tsx';
import { useNames } from '../shared/names.ts';
import { isProblem } from '../shared/problem.ts';
import { newKey, request } from '../shared/request.ts';
import type { DefinitionItem, FormShown } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useStartUnits } from './use-start-units.ts';

interface Starting {
  readonly definition: DefinitionItem;
  /** what is known already */
  readonly first?: JsonObject;
  /** false: the procedure names its cases well enough */
  readonly titled?: boolean;
  /** what is to be read again beside the cases */
  readonly changes?: readonly string[];
  /** below the fields, of what is filled in so far */
  readonly beside?: (data: JsonObject) => ReactNode;
}
const NOTHING: readonly string[] = [];

export function StartForm({ definition, first, titled = true, changes = NOTHING, beside }: Starting) {
  const form = useQuery({
    queryKey: ['start-form', definition.id],
    staleTime: Infinity,
    retry: false,
    queryFn: async ({ signal }) => await request<FormShown>(`/definitions/${definition.id}/start-form`, { signal }),
  });
  // what it began with stays, whatever is asked for anew around it
  const [known] = useState(first);
  const shown = useMemo(() => form.data && { ...form.data, variables: { ...form.data.variables, ...known } }, [form.data, known]);
  const unitPath = useStartUnits()?.(definition)[0] ?? '';
  // a procedure may begin without a form
  const none = isProblem(form.error) && form.error.code === 'formNotFound';
  return (
    <>
      {!none && <ProblemNote error={form.error} onRetry={() => void form.refetch()} />}
      {form.isPending && <Skeleton height={300} />}
      {none && (
        <div className="card padded stack">
          <Submit {...{ definition, titled, changes }} check={() => ({})} />
        </div>
      )}
      {shown && (
        <div className="card padded stack">
          <FilledForm shown={shown} place={{ procedure: definition.key, unitPath, node: null, confidentiality: USUAL_CLASS }}>
            {(check, { data }) => (
              <>
                {beside?.(data)}
                <Submit {...{ definition, titled, changes, check }} />
              </>
            )}
          </FilledForm>
        </div>
      )}
    </>
  );
}

interface Submitting {
  readonly definition: DefinitionItem;
  readonly titled: boolean;
  readonly changes: readonly string[];
  readonly check: () => JsonObject | undefined;
}

function Submit({ definition, titled, changes, check }: Submitting) {
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
      for (const what of ['cases', ...changes]) await client.invalidateQueries({ queryKey: [what] });
      await navigate({ to: '/ho-so/$caseId', params: { caseId }, ignoreBlocker: true });
    },
    onError: () => setKey(newKey()),
  });
  return (
    <div className="finish">
      {titled && (
        <TextInput
          label={t('start.caseTitle')}
          description={t('start.caseTitleHint')}
          maxLength={500}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
      )}
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
