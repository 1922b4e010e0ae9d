/**
 * How the work of a role reaches those who do it, by agency and as data: in this installation, in the agency's own system, or on
 * paper. Dates are ISO dates of the law's clock; units are ltree paths. What was recorded later prevails over what it covers.
 */

/** internal: works here; exchange: works in its own system, by messages and receipts; paper: a clerk enters what was done on paper */
export const WORK_MODES = ['internal', 'exchange', 'paper'] as const;
export type WorkMode = (typeof WORK_MODES)[number];

/** One entry of the register. Exactly one of `role` and `agencyType` is there. */
export interface RoleBinding {
  /** order of recording */
  readonly id: number;
  readonly role?: string;
  readonly agencyType?: string;
  /** the unit with all below it */
  readonly unitPath: string;
  /** inherit: again as the unit above has it */
  readonly mode: WorkMode | 'inherit';
  /** exchange: unit of the agency whose system answers */
  readonly partner?: string;
  /** paper, and exchange that falls back to it: who enters what was done on paper */
  readonly clerkRole?: string;
  /** exchange: who may take the work over here, with a reason */
  readonly fallbackRole?: string;
  /** exchange: what becomes of work that the other system cannot take */
  readonly onBounce?: 'incident' | 'paper';
  /** exchange: variables that go out beside those of the form */
  readonly shares?: readonly string[];
  readonly validFrom: string;
  /** the first day on which it no longer holds */
  readonly validTo?: string;
}

/** To which kind of agency a role belongs: districts are abolished, courts reorganised. */
export interface RoleAgency {
  readonly id: number;
  readonly role: string;
  readonly agencyType: string;
  readonly validFrom: string;
  readonly validTo?: string;
}

export interface BindingRegister {
  readonly bindings: readonly RoleBinding[];
  readonly agencies: readonly RoleAgency[];
}

/** What a task asks: the roles that may do it, the unit it names itself (else the case's counts), and the day. */
export interface BindingReference {
  readonly roles: readonly string[];
  readonly unit?: string;
  readonly on: string;
}

/** The answer, kept with the task. Work that is done here has none. */
export interface TaskBinding {
  readonly mode: Exclude<WorkMode, 'internal'>;
  /** entry of the register */
  readonly binding: number;
  readonly role: string;
  readonly agencyType?: string;
  readonly partner?: string;
  readonly clerkRole?: string;
  readonly fallbackRole?: string;
  readonly onBounce?: 'incident' | 'paper';
  readonly shares?: readonly string[];
}
