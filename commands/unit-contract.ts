/** What is done about units by the system, when a change that two persons decided on has come to its day. */
import type { CaseRef, StepOutcome } from './outcome-contract.ts';

export interface UnitCommands {
  /** system only. `unitPath`: where the case belongs now; `change`: the change of units that says so */
  moveCaseToUnit: [CaseRef & { readonly unitPath: string; readonly change: number }, StepOutcome];
}
