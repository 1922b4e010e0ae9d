/** Where an official signs: the document as it will be signed, what is known of the signature, the key, and one confirmation for all. */
import { Button, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FreshProof } from '../sign-in/fresh-proof.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { KeyFields, needsPin } from './key-fields.tsx';
import { methodsQuery } from './signing-queries.ts';
import { SigningResult } from './signing-result.tsx';
import type { SigningSubject } from './signing-subject.ts';
import { SubjectList } from './subject-list.tsx';
import { SubjectView } from './subject-view.tsx';
import type { ToSign } from './to-sign.ts';
import { AgentProgress } from './agent-progress.tsx';
import { AGENT, isShown, turnOf, useSigning, type Sitting } from './use-signing.ts';
import { wayOn } from './way-on.ts';

export function SigningDialog({ title, verb, subjects, onClose }: ToSign) {
  const { t } = useTranslation();
  const narrow = useMediaQuery('(max-width: 48em)');
  const key = useKey();
  const sitting = useSigning(subjects, key.method);
  const [at, setAt] = useState(0);
  const turns = subjects.map((subject) => turnOf(sitting, subject));
  const given = turns.flatMap((turn) => (turn.given ? [turn.given] : []));
  const current = subjects[at];
  const close = (): void => {
    if (!sitting.busy) onClose(given);
  };
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      size="min(1240px, 96vw)"
      fullScreen={narrow}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('bulk.close') }}
      classNames={{ title: 'dialog-title' }}
    >
      <ProblemNote error={key.error} onRetry={key.retry} />
      {given.length === subjects.length ? (
        <SigningResult subjects={subjects} turns={turns} onClose={close} />
      ) : (
        <div className="signing">
          <div className="stack">
            {subjects.length > 1 && <SubjectList subjects={subjects} turns={turns} at={at} onAt={setAt} />}
            {current && <SubjectView key={current.key} subject={current} sitting={sitting} />}
          </div>
          <Confirm verb={verb} subjects={subjects} sitting={sitting} keyChoice={key} onClose={close} />
        </div>
      )}
    </Modal>
  );
}

/** The way to sign, and what opens the key. */
function useKey() {
  const { data: methods, error, refetch } = useQuery(methodsQuery);
  const [chosen, setChosen] = useState<string>();
  const [pin, setPin] = useState('');
  const [otp, setOtp] = useState('');
  return { methods, error, retry: () => void refetch(), method: chosen ?? methods?.[0], setChosen, pin, setPin, otp, setOtp };
}

interface Confirming {
  readonly verb: string;
  readonly subjects: readonly SigningSubject[];
  readonly sitting: Sitting;
  readonly keyChoice: ReturnType<typeof useKey>;
  readonly onClose: () => void;
}

function Confirm({ verb, subjects, sitting, keyChoice, onClose }: Confirming) {
  const { t } = useTranslation();
  const { methods, method, setChosen, pin, setPin, otp, setOtp } = keyChoice;
  const [putOff, setPutOff] = useState<unknown>();
  const turns = subjects.map((subject) => turnOf(sitting, subject));
  const ready = turns.filter(isShown).length;
  const unproven = turns.find(({ error }) => error !== undefined && wayOn(error) === 'proof')?.error;
  const beginning = turns.some(({ state }) => state === 'beginning' || state === 'waiting');
  const giving = turns.filter(({ state }) => state === 'given').length;
  const give = async (): Promise<void> => {
    const stopped = await sitting.give({ ...(pin !== '' && { pin }), ...(otp !== '' && { otp }) });
    // it goes on with the same codes once it is proven who is there
    if (stopped !== undefined && wayOn(stopped) === 'proof') return;
    setPin('');
    setOtp('');
  };
  return (
    <form
      className="stack signing-side"
      onSubmit={(event) => {
        event.preventDefault();
        // the form of the task around it is not meant
        event.stopPropagation();
        void give();
      }}
    >
      {methods && (
        <KeyFields
          methods={methods}
          method={method}
          onMethod={setChosen}
          pin={pin}
          onPin={setPin}
          otp={otp}
          onOtp={setOtp}
          disabled={sitting.busy}
        />
      )}
      <FreshProof
        opened={unproven !== undefined && putOff !== unproven && !sitting.busy}
        onClose={() => setPutOff(unproven)}
        onProven={() => void give()}
      />
      <p className="dim small flat">{t('sign.effect')}</p>
      {sitting.busy && method === AGENT && <AgentProgress turns={turns} onLeave={sitting.leave} />}
      {sitting.busy && subjects.length > 1 && (
        <p className="note flat" role="status">
          {t('sign.progress', { done: giving, count: subjects.length })}
        </p>
      )}
      <div className="line end">
        <Button variant="default" onClick={onClose} disabled={sitting.busy}>
          {t('bulk.close')}
        </Button>
        <Button type="submit" loading={sitting.busy} disabled={ready === 0 || beginning || (needsPin(method) && pin === '')}>
          {subjects.length > 1 ? t('sign.doMany', { count: ready }) : verb}
        </Button>
      </div>
    </form>
  );
}
