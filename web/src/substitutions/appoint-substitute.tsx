/** Somebody is going to be away: who acts for them, from when to when, how far, and why. */
import { Button, Modal, MultiSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../form/date-field.tsx';
import { proceduresQuery } from '../inbox/inbox-queries.ts';
import { findUnits } from '../shared/find-units.ts';
import { useLanguage } from '../shared/language.ts';
import { useNames } from '../shared/names.ts';
import { isProblem } from '../shared/problem.ts';
import { newKey, request } from '../shared/request.ts';
import { roleTitle } from '../shared/role-title.ts';
import { useSession } from '../shared/session.ts';
import { DialogEnd } from '../ui/dialog-end.tsx';
import { FoundChoice, type Found } from '../ui/found-choice.tsx';
import { findAbsent, findSubstitutes } from './find-persons.ts';
import { beginningOf } from './standing.ts';

interface Appointing {
  /** one may appoint for somebody of the own units too */
  readonly forOthers: boolean;
  readonly onClose: () => void;
  readonly onAppointed: (ofMe: boolean) => void;
}

const ISO = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string | undefined): text is string => text !== undefined && ISO.test(text);

export function AppointSubstitute({ forOthers, onClose, onAppointed }: Appointing) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { person: self } = useSession();
  const [ofMe, setOfMe] = useState(true);
  const [absent, setAbsent] = useState<Found>();
  const [substitute, setSubstitute] = useState<Found>();
  const [from, setFrom] = useState<string>();
  const [to, setTo] = useState<string>();
  const [procedures, setProcedures] = useState<string[]>([]);
  const [unit, setUnit] = useState<string>();
  const [reason, setReason] = useState('');
  const [basis, setBasis] = useState('');
  const [key, setKey] = useState(newKey);
  const who = ofMe ? self : absent?.value;
  const backwards = isDay(from) && isDay(to) && to < from;
  const ready = who !== undefined && substitute !== undefined && isDay(from) && isDay(to) && from <= to && reason.trim() !== '';
  const appoint = useMutation({
    mutationFn: async (days: { readonly from: string; readonly to: string }) =>
      await request('/substitutions', {
        method: 'POST',
        idempotencyKey: key,
        body: {
          ...(!ofMe && { absent: who }),
          substitute: substitute?.value,
          validFrom: beginningOf(days.from),
          validTo: beginningOf(days.to, true),
          procedures,
          units: unit === undefined ? [] : [unit],
          reason: reason.trim(),
          ...(basis.trim() !== '' && { basis: basis.trim() }),
        },
      }),
    async onSuccess() {
      await client.invalidateQueries({ queryKey: ['substitutions'] });
      onAppointed(ofMe);
    },
    onError: () => setKey(newKey()),
  });
  const fault = (pointer: string): string | undefined =>
    isProblem(appoint.error) ? appoint.error.errors.find((one) => one.pointer === pointer)?.message : undefined;
  return (
    <Modal opened size="lg" onClose={onClose} closeButtonProps={{ 'aria-label': t('bulk.close') }} title={t('substitutions.appoint')}>
      <div className="stack">
        {forOthers && (
          <SegmentedControl
            aria-label={t('substitutions.forWhom')}
            data={[
              { value: 'me', label: t('substitutions.forMe') },
              { value: 'other', label: t('substitutions.forOther') },
            ]}
            value={ofMe ? 'me' : 'other'}
            onChange={(value) => {
              setOfMe(value === 'me');
              setSubstitute(undefined);
            }}
          />
        )}
        {!ofMe && (
          <Person
            label={t('substitutions.absent')}
            among={['accounts', 'persons']}
            find={findAbsent}
            chosen={absent}
            onChange={setAbsent}
          />
        )}
        <SubstituteChoice absent={who} ofMe={ofMe} chosen={substitute} error={fault('/substitute')} onChange={setSubstitute} />
        <div className="fields">
          <Day id="cover-from" label={t('substitutions.from')} value={from} error={fault('/validFrom')} onChange={setFrom} />
          <Day
            id="cover-to"
            label={t('substitutions.to')}
            value={to}
            error={fault('/validTo') ?? (backwards ? t('substitutions.wrongOrder') : undefined)}
            onChange={setTo}
          />
        </div>
        <ScopeChoice {...{ procedures, setProcedures, unit, setUnit, fault }} />
        <Textarea
          label={t('substitutions.reason')}
          required
          autosize
          minRows={2}
          maxLength={2_000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <TextInput
          label={t('substitutions.basis')}
          description={t('substitutions.basisHint')}
          maxLength={500}
          value={basis}
          onChange={(event) => setBasis(event.currentTarget.value)}
        />
        <p className="note">{t('substitutions.reminder')}</p>
        <DialogEnd error={appoint.error} onClose={onClose}>
          <Button loading={appoint.isPending} disabled={!ready} onClick={() => isDay(from) && isDay(to) && appoint.mutate({ from, to })}>
            {t('substitutions.appoint')}
          </Button>
        </DialogEnd>
      </div>
    </Modal>
  );
}

interface Dated {
  readonly id: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly error: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}

function Day({ id, label, value, error, onChange }: Dated) {
  const shared = { id, label, required: true, disabled: false, error, description: undefined, onBlur: () => {} };
  return <DateField shared={shared} value={value} set={(next) => onChange(typeof next === 'string' ? next : undefined)} />;
}

interface Choosing {
  readonly label: string;
  readonly among: readonly unknown[];
  readonly find: (text: string, signal: AbortSignal) => Promise<readonly Found[]>;
  readonly chosen: Found | undefined;
  readonly error?: string | undefined;
  readonly description?: string | undefined;
  readonly onChange: (person: Found | undefined) => void;
}

/** The name stays with what was chosen: lists show other names as one types. */
function Person({ find, onChange, ...rest }: Choosing) {
  const { t } = useTranslation();
  const [known, setKnown] = useState<readonly Found[]>([]);
  return (
    <FoundChoice
      {...rest}
      required
      clearable
      placeholder={t('images.findPerson')}
      find={async (text, signal) => {
        const found = await find(text, signal);
        setKnown(found);
        return found;
      }}
      onChange={(id) => onChange(known.find(({ value }) => value === id))}
    />
  );
}

interface SubstituteChosen extends Pick<Choosing, 'chosen' | 'error' | 'onChange'> {
  readonly absent: string | undefined;
  readonly ofMe: boolean;
}

function SubstituteChoice({ absent, ofMe, ...rest }: SubstituteChosen) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (absent === undefined) return null;
  return (
    <Person
      {...rest}
      key={absent}
      label={t('substitutions.substitute')}
      description={t('substitutions.substituteHint')}
      among={['substitutes', absent]}
      find={async (text, signal) =>
        await findSubstitutes(ofMe ? undefined : absent, text, signal, (roles) => roles.map((role) => roleTitle(role, language)).join(', '))
      }
    />
  );
}

interface Scoped {
  readonly procedures: string[];
  readonly setProcedures: (keys: string[]) => void;
  readonly unit: string | undefined;
  readonly setUnit: (path: string | undefined) => void;
  readonly fault: (pointer: string) => string | undefined;
}

function ScopeChoice({ procedures, setProcedures, unit, setUnit, fault }: Scoped) {
  const { t } = useTranslation();
  const { data: known = [] } = useQuery(proceduresQuery);
  const names = useNames([], [unit]);
  return (
    <>
      <MultiSelect
        label={t('substitutions.procedures')}
        description={t('substitutions.proceduresHint')}
        placeholder={procedures.length === 0 ? t('substitutions.allProcedures') : undefined}
        data={known.map(({ key, name }) => ({ value: key, label: name }))}
        searchable
        clearable
        value={procedures}
        error={fault('/procedures')}
        onChange={setProcedures}
        nothingFoundMessage={t('search.nothing')}
      />
      <FoundChoice
        label={t('substitutions.scopeUnit')}
        description={t('substitutions.scopeUnitHint')}
        placeholder={t('substitutions.allUnits')}
        among={['units']}
        find={findUnits}
        chosen={unit === undefined ? undefined : { value: unit, label: names.unit(unit) }}
        clearable
        error={fault('/units')}
        onChange={(path) => setUnit(path ?? undefined)}
      />
    </>
  );
}
