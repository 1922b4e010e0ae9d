export interface RoleGrant {
  readonly role: string;
  /** ltree path; the grant covers the unit and everything below it */
  readonly unitPath: string;
}
