/** A form with its fields and, above them when it was sent too early, what is wrong with it; below, what the caller adds. */
import { Alert, Skeleton } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../../forms/problem.ts';
import { fieldsOf } from '../../../forms/fields-of.ts';
import type { JsonObject } from '../../../forms/form.ts';
import { seesOutcome } from '../../../forms/with-outcome.ts';
import { fieldAccess, type FormPlace } from '../../../policies/field-access.ts';
import { useLanguage } from '../shared/language.ts';
import { useAbility } from '../shared/session.ts';
import type { FormShown } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { FormFields } from './form-fields.tsx';
import { openForm, type OpenForm } from './open-form.ts';
import { OutcomeChoice, type Outcomes } from './outcome-choice.tsx';
import { UploadPlace } from './upload-place.ts';
import { useFilledForm } from './use-filled-form.ts';

interface Shown {
  readonly shown: FormShown;
  /** the task, or the case that begins with it: rules decide which fields are shown and which can be filled in */
  readonly place: Omit<FormPlace, 'form'>;
  readonly readOnly?: boolean;
  /** whose files are stored with it; absent: a case that is about to begin */
  readonly caseId?: string;
  /** of a task: asked for above the fields where one of them depends on it */
  readonly outcomes?: Outcomes;
  /** `data`: as it is filled in so far, unchecked; `isChosen`: the outcome is asked for above the fields */
  readonly children: (check: () => JsonObject | undefined, filled: { readonly data: JsonObject; readonly isChosen: boolean }) => ReactNode;
}

export function FilledForm({ shown, place, readOnly = false, caseId, outcomes, children }: Shown) {
  const ability = useAbility();
  const { data, error, isPending } = useQuery({
    queryKey: ['open-form', shown.key, shown.version, shown.openedOn, shown.variables, place],
    staleTime: Infinity,
    structuralSharing: false,
    // what is typed stays: rules that change meanwhile are the server's to say
    queryFn: ability
      ? async () => await openForm(shown, (form) => fieldAccess(ability, { ...place, form: shown.key }, fieldsOf(form)))
      : skipToken,
  });
  if (isPending) return <Skeleton height={240} />;
  if (error) return <ProblemNote error={error} />;
  return (
    <UploadPlace value={caseId}>
      <Filling open={data} readOnly={readOnly} {...(outcomes && { outcomes })}>
        {children}
      </Filling>
    </UploadPlace>
  );
}

interface Inside {
  readonly open: OpenForm;
  readonly readOnly: boolean;
  readonly outcomes?: Outcomes;
  readonly children: Shown['children'];
}

function Filling({ open, readOnly, outcomes, children }: Inside) {
  const { t } = useTranslation();
  const language = useLanguage();
  const asked = outcomes && outcomes.choices.length > 0 && seesOutcome(open.form) ? outcomes : undefined;
  const filled = useFilledForm(open, asked?.chosen);
  const summary = useRef<HTMLDivElement>(null);
  const sent = useRef(false);
  useBlocker({
    shouldBlockFn: () => filled.changed && !sent.current && !window.confirm(t('form.leave')),
    enableBeforeUnload: () => filled.changed && !sent.current,
  });
  const wrong = filled.faults.length;
  useEffect(() => {
    if (wrong > 0) summary.current?.focus();
  }, [wrong]);
  const check = (): JsonObject | undefined => {
    const data = filled.check();
    sent.current = data !== undefined;
    return data;
  };
  return (
    <>
      {wrong > 0 && (
        <Alert ref={summary} tabIndex={-1} role="alert" color="red" variant="light" title={t('form.faults', { count: wrong })}>
          <ul className="flat">
            {filled.faults.map((fault) => (
              <li key={`${fault.path} ${fault.code}`}>
                <a href={`#field${(fault.path ?? '').replaceAll('/', '-')}`}>{problemText(fault)[language]}</a>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {asked && !readOnly && <OutcomeChoice {...asked} />}
      <FormFields filled={filled} components={open.components} shape={open.form.shape} pointer="" readOnly={readOnly} />
      {children(check, { data: filled.data, isChosen: asked !== undefined })}
    </>
  );
}
