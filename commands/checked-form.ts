/** A form version, and the versions of the catalogues that its codes were looked up in: stored with the step. */
export interface CheckedForm {
  readonly key: string;
  readonly version: number;
  readonly catalogues: Readonly<Record<string, number>>;
}
