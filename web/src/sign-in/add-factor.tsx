/** Which second factor is to be added: an authenticator, a passkey of this device, or the certificate of this connection. */
import { Button, TextInput } from '@mantine/core';
import { IconCertificate, IconDeviceMobile, IconFingerprint } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../shared/request.ts';
import type { OtpBegun } from '../shared/types.ts';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { AddOtp } from './add-otp.tsx';
import { waysQuery } from './other-ways.tsx';
import { enrolPasskey, hasPasskeys } from './passkey.ts';
import { useProven } from './use-proven.tsx';

type Kind = 'otp' | 'passkey' | 'certificate';

export function AddFactor({ onDone }: { readonly onDone: () => void | Promise<void> }) {
  const { t } = useTranslation();
  const { data: ways } = useQuery(waysQuery);
  const [name, setName] = useState('');
  const [begun, setBegun] = useState<OtpBegun>();
  const add = useProven(
    async (kind: Kind) => await begin(kind, name.trim() === '' ? t(`factor.usual.${kind}`) : name.trim()),
    async (otp) => (otp ? setBegun(otp) : await onDone()),
  );
  if (begun) return <AddOtp begun={begun} onDone={onDone} />;
  const kinds = [
    { kind: 'otp', Icon: IconDeviceMobile, offered: true },
    { kind: 'passkey', Icon: IconFingerprint, offered: ways?.passkey === true && hasPasskeys() },
    { kind: 'certificate', Icon: IconCertificate, offered: ways?.certificate === true },
  ] as const;
  return (
    <div className="stack">
      <TextInput
        label={t('factor.call')}
        description={t('factor.callHint')}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <ProblemNote error={add.error} />
      {kinds.map(
        ({ kind, Icon, offered }) =>
          offered && (
            <div key={kind} className="factor-kind">
              <Button
                variant="default"
                leftSection={<Icon {...ICON} />}
                loading={add.pending && add.asked === kind}
                disabled={add.pending}
                onClick={() => add.act(kind)}
              >
                {t(`factor.add.${kind}`)}
              </Button>
              <small className="dim">{t(`factor.addHint.${kind}`)}</small>
            </div>
          ),
      )}
      {add.proof}
    </div>
  );
}

/** An authenticator has a second step, with its secret. */
async function begin(kind: Kind, name: string): Promise<OtpBegun | undefined> {
  if (kind === 'otp') return await request<OtpBegun>('/factors/otp', { method: 'POST', body: { name } });
  if (kind === 'passkey') await enrolPasskey(name);
  else await request('/factors/certificates', { method: 'POST', body: { name, binding: 'fingerprint' } });
  return undefined;
}
