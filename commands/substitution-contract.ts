/** What can be asked about absence cover: who acts for whom, how far, from when to when. Persons are those of accounts. */
import type { Reasoned } from './outcome-contract.ts';

export interface SubstitutionCommands {
  appointSubstitute: [
    {
      /** person id; the actor's own when left out */
      readonly absent?: string;
      /** person id */
      readonly substitute: string;
      /** empty or left out: all that may be covered */
      readonly procedures?: readonly string[];
      readonly units?: readonly string[];
      readonly roles?: readonly string[];
      /** ISO instants */
      readonly validFrom: string;
      readonly validTo: string;
      /** the paper that orders it */
      readonly basis?: string;
    } & Reasoned,
    { readonly id: number },
  ];
  /** before its time is over */
  endSubstitution: [{ readonly substitution: number } & Reasoned, { readonly ended: true }];
}
