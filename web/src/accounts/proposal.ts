/** What is to be proposed, as the address says it: about whom, in which unit, or again after a request that came to nothing. */
export const OPERATIONS = ['CREATE', 'CHANGE', 'GRANT', 'LOCK', 'UNLOCK', 'REVOKE', 'TRANSFER'] as const;
export type Operation = (typeof OPERATIONS)[number];

export interface Proposal {
  readonly viec?: Operation;
  /** id of an account */
  readonly taikhoan?: string;
  /** path of a unit */
  readonly donvi?: string;
  /** the case of an earlier request */
  readonly tu?: string;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined);

export function readProposal(search: Record<string, unknown>): Proposal {
  const viec = OPERATIONS.find((one) => one === search.viec);
  const [taikhoan, donvi, tu] = [text(search.taikhoan), text(search.donvi), text(search.tu)];
  return {
    ...(viec && { viec }),
    ...(taikhoan !== undefined && { taikhoan }),
    ...(donvi !== undefined && { donvi }),
    ...(tu !== undefined && { tu }),
  };
}
