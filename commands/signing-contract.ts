/** Signing what a task asks for: begin, be shown, give signatures; with the last one the task is completed. */
import type { Variables } from '../engine/command.ts';
import type { Reasoned, StepOutcome, TaskRef } from './outcome-contract.ts';
import type { CopyInput } from './signing/copy-input.ts';
import type { PendingOfDocument } from '../store/signing-contract.ts';
import type { SigningView } from './signing/signing-view.ts';

/** base64 of DER where a key is elsewhere: the signer brings the certificate along */
export type KeyInput = { readonly method: string; readonly certificate?: string; readonly chain?: readonly string[] };

export interface SigningCommands {
  /**
   * What completes the task is fixed with it: it is refused here for all that would refuse the completion. `copies`: the scans of what was
   * signed on paper; the agency certifies them.
   */
  beginSigning: [
    TaskRef & {
      readonly outcome?: string;
      readonly reason?: string;
      readonly variables?: Variables;
      /** to send the case back to an earlier step, with a reason, in place of an outcome */
      readonly returnTo?: string;
      /** to take back what was signed when the task was completed, with a reason */
      readonly recall?: true;
      readonly copies?: readonly CopyInput[];
      readonly key: KeyInput;
    },
    SigningView,
  ];
  /** It is the agency's turn: the document is shown anew, with what was signed before, to whoever keeps the seal. */
  beginSeal: [{ readonly signing: string; readonly key: KeyInput }, SigningView];
  /**
   * `shown`: SHA-256 of the bytes of each item that is ready, in their order; `signatures`: base64, where the key is elsewhere; `pin`: to
   * open a key of this installation. `step` is there when it was the last signature: the task is completed.
   */
  giveSignatures: [
    {
      readonly signing: string;
      readonly shown: readonly string[];
      readonly signatures?: readonly string[];
      readonly pin?: string;
      /** a one-time code, where the service asks for one besides */
      readonly otp?: string;
    },
    SigningView & { readonly step?: StepOutcome },
  ];
  /** By the signer, or by whoever would have had to seal it: the person signs anew. */
  dropSigning: [{ readonly signing: string } & Reasoned, { readonly dropped: boolean }];
  /** system only: one that nobody finished is recorded if all has been signed, else closed */
  settleSigning: [{ readonly signing: string }, { readonly state: string }];
  /** system only: none: nothing is missing, or it is gone; again: it is another by now, or somebody signs it; else what is still missing */
  addDocumentEvidence: [
    { readonly document: string },
    { readonly state: 'none' | 'again' | 'pending' | 'complete'; readonly pending?: readonly PendingOfDocument[] },
  ];
  /** `png`: base64; none: from that day no image stands there. `validFrom`: ISO date, today when absent. Either a person or a unit */
  proposeSigningImage: [
    { readonly person?: string; readonly unitPath?: string; readonly validFrom?: string; readonly png?: string } & Reasoned,
    { readonly image: string; readonly sha256?: string },
  ];
  decideSigningImage: [{ readonly image: string; readonly approve: boolean } & Reasoned, { readonly approved: boolean }];
  /** `number`: by which certificates name the agency of this unit; `place`: where its seat is */
  stateAgency: [{ readonly unitPath: string; readonly number: string; readonly place: string } & Reasoned, { readonly id: number }];
}
