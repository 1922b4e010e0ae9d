/** The form that a case of a procedure begins with, checked while it is filled in; the case opens when it was accepted. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import type { JsonObject } from '../../../forms/form.ts';
import { USUAL_CLASS } from '../../../policies/usual-class.ts';
import { FilledForm } from '../form/filled-form.tsx';
import { isProblem } from '../shared/problem.ts';
import { request } from '../shared/request.ts';
import type { DefinitionItem, FormShown } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SubmitCase } from './submit-case.tsx';
import { useStartUnits } from './use-start-units.ts';

interface Starting {
  readonly definition: DefinitionItem;
  /** what is known already */
  readonly first?: JsonObject;
  /** false: the procedure names its cases well enough */
  readonly titled?: boolean;
  /** its sections and attachments are listed beside it */
  readonly outlined?: boolean;
  /** what is to be read again beside the cases */
  readonly changes?: readonly string[];
  /** below the fields, of what is filled in so far */
  readonly beside?: (data: JsonObject) => ReactNode;
}
const NOTHING: readonly string[] = [];

export function StartForm({ definition, first, titled = true, outlined = false, changes = NOTHING, beside }: Starting) {
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
          <SubmitCase {...{ definition, titled, changes }} check={() => ({})} />
        </div>
      )}
      {shown && (
        <div className="card padded stack">
          <FilledForm
            shown={shown}
            outlined={outlined}
            place={{ procedure: definition.key, unitPath, node: null, confidentiality: USUAL_CLASS }}
          >
            {(check, { data }) => (
              <>
                {beside?.(data)}
                <SubmitCase {...{ definition, titled, changes, check }} />
              </>
            )}
          </FilledForm>
        </div>
      )}
    </>
  );
}
