/** Before what weighs most the holder of the session proves once more who they are; then what was refused is tried again. */
import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../shared/problem.ts';
import { request } from '../shared/request.ts';
import { useSession } from '../shared/session.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { answerPasskey, hasPasskeys } from './passkey.ts';

export const needsFreshProof = (error: unknown): boolean => isProblem(error) && error.code === 'reauthenticationRequired';

interface Proving {
  readonly opened: boolean;
  readonly onProven: () => void;
  readonly onClose: () => void;
}
type Method = 'otp' | 'passkey' | 'password';

/** By what somebody signed in they can prove it again. */
function methodOf(methods: readonly string[]): Method {
  if (methods.includes('otp')) return 'otp';
  return methods.includes('passkey') && hasPasskeys() ? 'passkey' : 'password';
}

export function FreshProof({ opened, onProven, onClose }: Proving) {
  const { t } = useTranslation();
  const { methods } = useSession();
  const [wanted, setWanted] = useState<Method>();
  const method = wanted ?? methodOf(methods);
  const [typed, setTyped] = useState('');
  const prove = useMutation({
    mutationFn: async () =>
      await request('/session/reauthentication', { method: 'POST', body: await proofOf(method, typed.trim(), typed) }),
    onSuccess: onProven,
    onSettled: () => setTyped(''),
  });
  const field = { required: true, value: typed, 'data-autofocus': true } as const;
  return (
    <Modal opened={opened} onClose={onClose} closeButtonProps={{ 'aria-label': t('bulk.close') }} title={t('proof.title')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          // the form of the task around it is not meant
          event.stopPropagation();
          prove.mutate();
        }}
      >
        <p className="flat">{t('proof.hint')}</p>
        <ProblemNote error={prove.error} />
        {method === 'otp' && (
          <TextInput
            {...field}
            label={t('signIn.code')}
            inputMode="numeric"
            autoComplete="one-time-code"
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {method === 'password' && (
          <PasswordInput
            {...field}
            label={t('signIn.password')}
            autoComplete="current-password"
            onChange={(event) => setTyped(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
          />
        )}
        {method === 'passkey' && <p className="flat">{t('signIn.by.passkeyHint')}</p>}
        {method !== 'password' && (
          <button type="button" className="plain" onClick={() => setWanted('password')}>
            {t('proof.byPassword')}
          </button>
        )}
        <div className="line end">
          <Button variant="default" onClick={onClose}>
            {t('bulk.cancel')}
          </Button>
          <Button type="submit" loading={prove.isPending} disabled={method !== 'passkey' && typed.trim() === ''}>
            {t(method === 'passkey' ? 'signIn.by.passkey' : 'proof.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

async function proofOf(method: Method, code: string, password: string): Promise<object> {
  if (method === 'otp') return { method, code };
  if (method === 'password') return { method, password };
  return { method, response: await answerPasskey('/session/reauthentication/passkey-options') };
}
