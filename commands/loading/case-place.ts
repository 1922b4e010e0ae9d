/** Where the case lies; absent in a replay, which takes what is recorded and looks up no binding anew. */
export interface CasePlace {
  readonly unitPath?: string;
}
