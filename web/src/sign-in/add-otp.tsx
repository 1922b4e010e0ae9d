/** An authenticator is enrolled: its secret is shown once, and counts when its code was right. */
import { Button, Code, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../shared/request.ts';
import type { OtpBegun } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';

/** In fours, as people copy it. */
const inFours = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? secret;

export function AddOtp({ begun, onDone }: { readonly begun: OtpBegun; readonly onDone: () => void | Promise<void> }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: async () => await request(`/factors/otp/${begun.factor}/confirmation`, { method: 'POST', body: { code: code.trim() } }),
    onSuccess: onDone,
    onError: () => setCode(''),
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate();
      }}
    >
      <p className="flat">{t('factor.secret')}</p>
      <Code block fz={15}>
        {inFours(begun.secret)}
      </Code>
      <a href={begun.uri} className="link">
        {t('factor.openApp')}
      </a>
      <ProblemNote error={confirm.error} />
      <TextInput
        label={t('signIn.code')}
        autoComplete="one-time-code"
        inputMode="numeric"
        required
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" loading={confirm.isPending} disabled={code.trim().length < 6}>
        {t('factor.confirm')}
      </Button>
    </form>
  );
}
