/** What a file may cost: hostile input meets one of these, never the machine's end. */
export const LIMIT = {
  fileBytes: 128 * 1024 * 1024,
  /** arrays and dictionaries inside one another */
  nesting: 64,
  /** entries of all cross-reference sections together */
  crossReferences: 500_000,
  /** cross-reference sections: one a revision, two of a linearized file */
  sections: 512,
  nameBytes: 1024,
  /** of one stream, and of all streams of a file, after inflating */
  inflatedBytes: 16 * 1024 * 1024,
  inflatedBytesInAll: 32 * 1024 * 1024,
  objectsInStream: 20_000,
  pages: 20_000,
  fields: 2_000,
  /** levels of the page tree and of the field tree */
  treeDepth: 32,
  /** pairs of objects that a comparison of two revisions looks at */
  comparisons: 2_000_000,
  /** signatures and time-stamps in one file: each costs a comparison of its revision with the newest */
  signatures: 64,
} as const;
