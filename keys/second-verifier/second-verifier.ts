/** A verifier that shares no code with ours. It sees the file, and how many signatures ours has found in it and when they were proven. */
import type { VerificationReport } from '../../signing/report/verification-report.ts';

export interface SecondOpinion {
  readonly valid: boolean;
  /** for a person to read */
  readonly said: string;
}

export interface Verifier {
  readonly name: 'openssl' | 'pdfsig' | 'dss';
  /** its version; undefined where it is not installed as it must be; of a service, where it is. Throws Transient where it cannot be started. */
  check(): Promise<string | undefined>;
  /** `at`: ISO instant. Throws Transient `verifierUnavailable` while it cannot be asked. */
  verify(pdf: Buffer, report: VerificationReport, at: string): Promise<SecondOpinion>;
}
