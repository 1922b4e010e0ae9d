/** What can be asked about the persons that cases are about. */
import type { PersonFacts } from '../store/person-contract.ts';
import type { CaseRef, Reasoned, StepOutcome } from './outcome-contract.ts';

/** `cases`: open cases that hear of it */
export type PersonEventOutcome = { readonly event: string; readonly isNew: boolean; readonly cases: number };

export interface PersonCommands {
  registerPerson: [PersonFacts, { readonly person: string; readonly isNew: boolean }];
  changePerson: [Partial<PersonFacts> & { readonly person: string } & Reasoned, { readonly person: string; readonly revision: number }];
  reportPersonEvent: [
    {
      /** chosen by the sender, so that a repetition is noticed */
      readonly id?: string;
      readonly person: string;
      /** of the catalogue of kinds */
      readonly kind: string;
      /** ISO date */
      readonly date: string;
      /** number, date and issuer of the paper that says so */
      readonly document: string;
      /** cases that begin after it do not hear of the event any more; default never */
      readonly expiresAt?: string;
    } & Reasoned,
    PersonEventOutcome,
  ];
  supersedePersonEvent: [{ readonly id?: string; readonly event: string; readonly document: string } & Reasoned, PersonEventOutcome];
  linkPersons: [CaseRef & { readonly add?: readonly string[]; readonly remove?: readonly string[] } & Reasoned, StepOutcome];
  /** system actors only */
  notePersonEvent: [
    CaseRef & { readonly event: string; readonly kind: string; readonly person: string; readonly date: string },
    StepOutcome,
  ];
}
