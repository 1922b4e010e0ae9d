/** The scan of a paper that becomes a document of the case, certified as its copy. */
export type CopyInput = {
  /** key of the document whose signature is on paper */
  readonly document: string;
  /** hex SHA-256 of the stored file, as it was sent */
  readonly scan: string;
};
