import type { Certificate } from '../../signing/trust/certificate.ts';

export function pemOf(certificates: readonly Certificate[]): string {
  const lines = certificates.map(({ der }) =>
    der
      .toString('base64')
      .replaceAll(/(.{64})/g, '$1\n')
      .trimEnd(),
  );
  return lines.map((text) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`).join('');
}
