/** The end of a new case: what it is called, where it belongs, and that it is sent, once. */
import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../../../forms/form.ts';
import { draftsQuery } from '../form/draft-doors.ts';
import { useDrafted, useDraftKeeper } from '../form/use-draft.ts';
import { useNames } from '../shared/names.ts';
import { newKey, request } from '../shared/request.ts';
import type { DefinitionItem } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useStartUnits } from './use-start-units.ts';
import { tell } from '../ui/tell.ts';

interface Submitting {
  readonly definition: DefinitionItem;
  /** false: the procedure names its cases well enough */
  readonly titled: boolean;
  /** what is to be read again beside the cases */
  readonly changes: readonly string[];
  readonly check: () => JsonObject | undefined;
}

interface Started {
  readonly caseId: string;
  readonly duplicates?: readonly unknown[];
}

export function SubmitCase({ definition, titled, changes, check }: Submitting) {
  const { t } = useTranslation();
  const keeper = useDraftKeeper();
  const unitsOf = useStartUnits();
  const units = unitsOf?.(definition) ?? [];
  const names = useNames([], units);
  const [chosen, setUnit] = useDrafted('unitPath', '');
  const unit = units.includes(chosen) ? chosen : units[0];
  const [title, setTitle] = useDrafted('title', '');
  const [keeping, setKeeping] = useState(false);
  const start = useStart(definition, changes, () => ({
    ...(unit !== undefined && { unitPath: unit }),
    ...(title.trim() !== '' && { title: title.trim() }),
  }));
  const submit = async (): Promise<void> => {
    const variables = check();
    if (!variables) return;
    setKeeping(true);
    await keeper?.flush();
    setKeeping(false);
    start.mutate(variables);
  };
  return (
    <div className="finish">
      {titled && (
        <TextInput
          label={t('start.caseTitle')}
          description={t('start.caseTitleHint')}
          maxLength={300}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
      )}
      {units.length > 1 && (
        <Select
          label={t('case.unit')}
          data={units.map((path) => ({ value: path, label: names.unit(path) }))}
          value={unit ?? null}
          onChange={(path) => setUnit(path ?? '')}
          allowDeselect={false}
        />
      )}
      <ProblemNote error={start.error} />
      <div className="line end">
        <Button loading={start.isPending || keeping} onClick={() => void submit()}>
          {t('start.submit')}
        </Button>
      </div>
    </div>
  );
}

/** `more`: of the case beside its data. */
function useStart(
  definition: DefinitionItem,
  changes: readonly string[],
  more: () => { readonly unitPath?: string; readonly title?: string },
) {
  const { t } = useTranslation();
  const keeper = useDraftKeeper();
  const client = useQueryClient();
  const navigate = useNavigate();
  // one key for one act: pressed twice, or sent again after a lost answer, it is one case
  const [key, setKey] = useState(newKey);
  return useMutation({
    mutationFn: async (variables: JsonObject) => {
      const [draft, persons] = [keeper?.id(), keeper?.content().persons ?? []];
      const body = {
        procedure: definition.key,
        variables,
        ...more(),
        ...(persons.length > 0 && { persons }),
        ...(draft !== undefined && { draft }),
      };
      return await request<Started>('/cases', { method: 'POST', idempotencyKey: key, body });
    },
    async onSuccess({ caseId, duplicates = [] }) {
      keeper?.end();
      if (duplicates.length > 0) tell(t('start.duplicates', { count: duplicates.length }), true);
      for (const what of ['cases', ...changes]) await client.invalidateQueries({ queryKey: [what] });
      await client.invalidateQueries({ queryKey: draftsQuery.queryKey });
      await navigate({ to: '/ho-so/$caseId', params: { caseId }, ignoreBlocker: true });
    },
    onError: () => setKey(newKey()),
  });
}
