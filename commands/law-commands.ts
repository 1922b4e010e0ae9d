/** Commands about the register of law that are no step of a case that is there. */
import type { Json } from '../expressions/json.ts';
import type { StartOutcome } from './outcome-contract.ts';

export interface LawCommands {
  /** system only. `change`: as the form of the procedure takes it; `release` names what is proposed, and is proposed once for all time */
  proposeRelease: [{ readonly change: Json; readonly release: string }, StartOutcome];
}
