import type { SignedNow } from '../shared/types.ts';
import type { SigningSubject } from './signing-subject.ts';

export interface ToSign {
  readonly title: string;
  /** of the button: what is done with the signature */
  readonly verb: string;
  readonly subjects: readonly SigningSubject[];
  /** with what was signed meanwhile */
  readonly onClose: (given: readonly SignedNow[]) => void;
}
