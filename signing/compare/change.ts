/** What a later revision did to a signed one. `permitted` codes are what later signers may do; everything else voids the signature. */
export type PermittedCode = 'fieldSigned' | 'fieldFilled' | 'timeStampAdded' | 'signatureAdded' | 'evidenceAdded';

export type RefusedCode =
  | 'pagesChanged'
  | 'pageChanged'
  | 'annotationAdded'
  | 'annotationChanged'
  | 'annotationRemoved'
  | 'fieldAdded'
  | 'fieldChanged'
  | 'fieldRemoved'
  | 'signedFieldChanged'
  | 'lockedFieldChanged'
  | 'certifiedUnchangeable'
  | 'catalogChanged'
  | 'formChanged'
  | 'informationChanged'
  | 'filledUnsigned'
  | 'dormantAdded'
  | 'notComparable';

export interface Change<Code> {
  readonly code: Code;
  /** the field, the page (from 1), the entry of the catalog, or the number of an object */
  readonly subject: string;
  /** text that a field was filled with */
  readonly value?: string;
}

export interface RevisionChanges {
  readonly permitted: readonly Change<PermittedCode>[];
  readonly refused: readonly Change<RefusedCode>[];
}
