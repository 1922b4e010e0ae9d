/** What became of one attribute or element of another vendor. */
export interface MappingNote {
  /** id of the element it belongs to, or of the nearest enclosing one that has an id */
  readonly element: string;
  /** as written, with the prefix it is read under: `camunda:assignee`, `zeebe:taskDefinition/@retries` */
  readonly source: string;
  readonly value: string;
  /** where it went: `tk:assignee` */
  readonly target?: string;
  readonly result?: string;
  readonly reason: MappingReason;
  /** unmapped only. `error`: a case would run differently without it; `warning`: something visible is lost; `info`: nothing is */
  readonly severity: 'info' | 'warning' | 'error';
}

export type MappedReason =
  | 'mapped'
  | 'translated'
  | 'becomesJob'
  | 'becomesInput'
  | 'naturalResult'
  | 'approximated'
  | 'nothingIsPassed'
  | 'native'
  | 'nameBecomesRole';

export type UnmappedReason =
  | 'alreadySet'
  | 'alwaysDurable'
  | 'documentation'
  | 'sameCase'
  | 'pinnedVersion'
  | 'notNeeded'
  | 'noFollowUpDate'
  | 'noStartForm'
  | 'noHeaders'
  | 'evaluatedOnAnyChange'
  | 'otherVendor'
  | 'juelSyntax'
  | 'juelMethodCall'
  | 'juelUnsupported'
  | 'notLiteral'
  | 'invalidValue'
  | 'noEquivalent'
  | 'restrictsStarters'
  | 'listener'
  | 'resultShape'
  | 'nestedTarget'
  | 'unknown';

export type MappingReason = MappedReason | UnmappedReason;
