/** What verification can find. Each finding names what it is about. */
export const FINDINGS = [
  // a row against its entry
  'rowMissing',
  'rowInserted',
  'rowChanged',
  'rowMoved',
  // a step against its chain
  'contentChanged',
  'contentMissing',
  'contentDestroyedWithoutAct',
  'chainBroken',
  'headDiffers',
  'stepWithoutLink',
  // entries, batches, headers
  'entryMissing',
  'entryChanged',
  'entriesOutOfPlace',
  'rootDiffers',
  'headerDiffers',
  'batchMissing',
  // checkpoints
  'checkpointInvalid',
  'checkpointOfOtherKey',
  'checkpointContradicts',
  'checkpointMissing',
  'timeStampInvalid',
  // an export
  'exportIncomplete',
  'exportChanged',
] as const;
export type FindingKind = (typeof FINDINGS)[number];

export interface Finding {
  readonly kind: FindingKind;
  /** `step 018f…/3`, `act 12`, `batch 7`, `checkpoint 2` */
  readonly what: string;
}
