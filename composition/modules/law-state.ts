/** What became of a piece of law that a release or a module brought. */
export interface LawState {
  readonly key: string;
  readonly version: string;
  /**
   * new: its key was not there, so it is in force; proposed: waits for the approval of a second person, and what was in force stays;
   * declined: a release proposed it once, and it was rejected, withdrawn or corrected; refused: cannot be proposed, see `reason`;
   * different: the register has this version with another text, which stays: a version never changes
   */
  readonly state: 'new' | 'proposed' | 'declined' | 'refused' | 'unchanged' | 'different';
  /** stable code of the refusal, with its message */
  readonly reason?: { readonly code: string; readonly message: string };
}
