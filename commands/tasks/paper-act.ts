/** What a clerk enters of an act on paper, or another system of its own. */
/** Who acted: `person` where there is a record of them, else by name. */
export interface ActedBy {
  readonly person?: string;
  readonly name: string;
  readonly title?: string;
}
export interface PaperAct {
  /** when it was done: an ISO date, or an instant */
  readonly at: string;
  readonly by: readonly ActedBy[];
  readonly scans: readonly Scan[];
}
export interface Scan {
  readonly name: string;
  /** hex SHA-256 of the stored file, as it was sent */
  readonly sha256: string;
  readonly pages: number;
}
