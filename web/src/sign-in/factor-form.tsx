/** The second step: a code of the authenticator, or one of the recovery codes. */
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../shared/problem.ts';
import { request } from '../shared/request.ts';
import type { FactorAsked, SessionNow } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';

interface Asked {
  readonly asked: FactorAsked;
  readonly onEnter: (session: SessionNow) => Promise<void>;
  /** the ticket of the first step has ended, or somebody else wants to sign in */
  readonly onBack: () => void;
}

export function FactorForm({ asked, onEnter, onBack }: Asked) {
  const { t } = useTranslation();
  const [recovery, setRecovery] = useState(!asked.methods.includes('otp'));
  const [code, setCode] = useState('');
  const pass = useMutation({
    mutationFn: async () =>
      await request<SessionNow>('/session/factor', { method: 'POST', body: { method: recovery ? 'recovery' : 'otp', code: code.trim() } }),
    onSuccess: onEnter,
    onError: () => setCode(''),
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        pass.mutate();
      }}
    >
      <ProblemNote error={pass.error} />
      <TextInput
        key={String(recovery)}
        label={t(recovery ? 'signIn.recovery' : 'signIn.code')}
        description={t(recovery ? 'signIn.recoveryHint' : 'signIn.codeHint')}
        autoComplete="one-time-code"
        inputMode={recovery ? 'text' : 'numeric'}
        autoFocus
        required
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" loading={pass.isPending} disabled={code.trim().length < 6}>
        {t('signIn.submit')}
      </Button>
      <div className="line">
        {asked.methods.includes('recovery') && asked.methods.includes('otp') && (
          <button type="button" className="plain" onClick={() => setRecovery(!recovery)}>
            {t(recovery ? 'signIn.useCode' : 'signIn.useRecovery')}
          </button>
        )}
        <button type="button" className="plain" onClick={onBack}>
          {t(isProblem(pass.error) ? 'signIn.again' : 'signIn.other')}
        </button>
      </div>
    </form>
  );
}
