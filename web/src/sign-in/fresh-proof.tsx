/** Before what weighs most the holder of the session proves once more who they are; then what was refused is tried again. */
import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../shared/problem.ts';
import { request } from '../shared/request.ts';
import { useSession } from '../shared/session.ts';
import { ProblemNote } from '../ui/problem-note.tsx';

export const needsFreshProof = (error: unknown): boolean => isProblem(error) && error.code === 'reauthenticationRequired';

interface Proving {
  readonly opened: boolean;
  readonly onProven: () => void;
  readonly onClose: () => void;
}

export function FreshProof({ opened, onProven, onClose }: Proving) {
  const { t } = useTranslation();
  const { methods } = useSession();
  const byCode = methods.includes('otp');
  const [typed, setTyped] = useState('');
  const prove = useMutation({
    mutationFn: async () =>
      await request('/session/reauthentication', {
        method: 'POST',
        body: byCode ? { method: 'otp', code: typed.trim() } : { method: 'password', password: typed },
      }),
    onSuccess: onProven,
    onSettled: () => setTyped(''),
  });
  const field = { required: true, value: typed, 'data-autofocus': true } as const;
  return (
    <Modal opened={opened} onClose={onClose} title={t('proof.title')}>
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
        {byCode ? (
          <TextInput
            {...field}
            label={t('signIn.code')}
            inputMode="numeric"
            autoComplete="one-time-code"
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        ) : (
          <PasswordInput
            {...field}
            label={t('signIn.password')}
            autoComplete="current-password"
            onChange={(event) => setTyped(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
          />
        )}
        <div className="line end">
          <Button variant="default" onClick={onClose}>
            {t('bulk.cancel')}
          </Button>
          <Button type="submit" loading={prove.isPending} disabled={typed.trim() === ''}>
            {t('proof.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
