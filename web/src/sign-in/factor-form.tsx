/** The second step: a code of the authenticator, a passkey, the certificate of this connection, or one of the recovery codes. */
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../shared/problem.ts';
import { request } from '../shared/request.ts';
import type { FactorAsked, SessionNow } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { answerPasskey, hasPasskeys } from './passkey.ts';

interface Asked {
  readonly asked: Pick<FactorAsked, 'methods'>;
  readonly onEnter: (session: SessionNow) => Promise<void>;
  /** the ticket of the first step has ended, or somebody else wants to sign in */
  readonly onBack: () => void;
}
type Method = FactorAsked['methods'][number];

export function FactorForm({ asked: { methods }, onEnter, onBack }: Asked) {
  const { t } = useTranslation();
  const offered = methods.filter((one) => one !== 'passkey' || hasPasskeys());
  const [method, setMethod] = useState<Method>(offered[0] ?? 'recovery');
  const [code, setCode] = useState('');
  const pass = useMutation({
    mutationFn: async () => {
      const body =
        method === 'passkey'
          ? { method, response: await answerPasskey('/session/passkey-options') }
          : method === 'certificate'
            ? { method }
            : { method, code: code.trim() };
      return await request<SessionNow>('/session/factor', { method: 'POST', body });
    },
    onSuccess: onEnter,
    onError: () => setCode(''),
  });
  const typed = method === 'otp' || method === 'recovery';
  const others = offered.filter((one) => one !== method);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        pass.mutate();
      }}
    >
      <ProblemNote error={pass.error} />
      {typed ? (
        <TextInput
          key={method}
          label={t(method === 'recovery' ? 'signIn.recovery' : 'signIn.code')}
          description={t(method === 'recovery' ? 'signIn.recoveryHint' : 'signIn.codeHint')}
          autoComplete="one-time-code"
          inputMode={method === 'recovery' ? 'text' : 'numeric'}
          autoFocus
          required
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      ) : (
        <p className="flat">{t(`signIn.by.${method}Hint`)}</p>
      )}
      <Button type="submit" loading={pass.isPending} disabled={typed && code.trim().length < 6} autoFocus={!typed}>
        {typed ? t('signIn.submit') : t(`signIn.by.${method}`)}
      </Button>
      <div className="line">
        {others.map((one) => (
          <button
            key={one}
            type="button"
            className="plain"
            onClick={() => {
              pass.reset();
              setMethod(one);
            }}
          >
            {t(`signIn.use.${one}`)}
          </button>
        ))}
        <button type="button" className="plain" onClick={onBack}>
          {t(isProblem(pass.error) ? 'signIn.again' : 'signIn.other')}
        </button>
      </div>
    </form>
  );
}
