/** The register of the persons that cases are about, as plain shapes. Ids are UUIDs; dates are ISO dates, instants ISO 8601 UTC. */

/** What is known of a person. `birth`: an ISO date, month or year, since old papers say no more. */
export interface PersonFacts {
  /** prisoner, convicted, …: a word of the procedures */
  readonly kind: string;
  readonly name: string;
  readonly otherNames?: readonly string[];
  /** số định danh cá nhân: 12 digits */
  readonly identityNumber?: string;
  /** số hồ sơ thi hành án hình sự */
  readonly fileNumber?: string;
  readonly birth?: string;
  /** the unit that keeps the person's file */
  readonly unitPath: string;
}

export interface PersonRecord extends PersonFacts {
  readonly id: string;
  readonly revision: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface PersonEventKind {
  readonly key: string;
  readonly name: { readonly vi: string; readonly en: string };
}

export interface PersonEventRecord {
  readonly id: string;
  readonly person: string;
  readonly kind: string;
  /** ISO date */
  readonly date: string;
  /** number, date and issuer of the paper that says so */
  readonly document: string;
  readonly reason: string;
  readonly account: string;
  readonly reportedBy?: string;
  readonly at: string;
  /** cases that begin later do not hear of it any more */
  readonly expiresAt?: string;
  /** the wrong event that this act takes back */
  readonly supersedes?: string;
  /** the act that took this one back */
  readonly supersededBy?: string;
}

/** What one case heard of an event. `delivered`: its diagram took it; `unheard`: it does not listen, a person must look. */
export interface CasePersonEvent extends PersonEventRecord {
  readonly state: 'delivered' | 'unheard' | 'withdrawn';
  readonly heardAt?: string;
}
