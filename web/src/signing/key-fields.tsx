/** How the key is reached, and what opens it. A PIN goes to the key with this signature and is kept nowhere. */
import { PasswordInput, Radio, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const WITH_PIN: readonly string[] = ['hsm', 'csc', 'pkcs12'];
const WITH_OTP: readonly string[] = ['csc'];

export const needsPin = (method: string | undefined): boolean => method !== undefined && WITH_PIN.includes(method);

interface Fields {
  readonly methods: readonly string[];
  readonly method: string | undefined;
  readonly onMethod: (method: string) => void;
  readonly pin: string;
  readonly onPin: (pin: string) => void;
  readonly otp: string;
  readonly onOtp: (otp: string) => void;
  readonly disabled: boolean;
}

export function KeyFields({ methods, method, onMethod, pin, onPin, otp, onOtp, disabled }: Fields) {
  const { t } = useTranslation();
  if (methods.length === 0) return <p className="note warn">{t('sign.noMethod')}</p>;
  return (
    <div className="stack tight">
      <Radio.Group label={t('sign.method.title')} value={method ?? null} onChange={onMethod}>
        <Stack gap={6} mt={4}>
          {methods.map((one) => (
            <Radio key={one} value={one} label={t([`sign.method.${one}`, 'sign.method.other'], { method: one })} disabled={disabled} />
          ))}
        </Stack>
      </Radio.Group>
      {method === 'agent' && <p className="dim small flat">{t('sign.agentHint')}</p>}
      {needsPin(method) && (
        <PasswordInput
          label={t('sign.pin')}
          description={t('sign.pinHint')}
          required
          value={pin}
          disabled={disabled}
          onChange={(event) => onPin(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
        />
      )}
      {method !== undefined && WITH_OTP.includes(method) && (
        <TextInput
          label={t('sign.otp')}
          description={t('sign.otpHint')}
          autoComplete="one-time-code"
          value={otp}
          disabled={disabled}
          onChange={(event) => onOtp(event.currentTarget.value)}
        />
      )}
    </div>
  );
}
