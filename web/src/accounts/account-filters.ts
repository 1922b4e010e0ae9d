/** Which accounts are shown, as the address says it. */
export const ACCOUNT_STATES = ['active', 'locked', 'suspended', 'pending', 'revoked', 'requested'] as const;
type AccountFilter = (typeof ACCOUNT_STATES)[number];

export interface AccountFilters {
  /** path of a unit */
  readonly donvi?: string;
  /** of that unit itself only */
  readonly chidonvi?: true;
  readonly trangthai?: AccountFilter;
  readonly vaitro?: string;
  readonly tim?: string;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined);

export function readAccountFilters(search: Record<string, unknown>): AccountFilters {
  const [donvi, vaitro, tim] = [text(search.donvi), text(search.vaitro), text(search.tim)];
  const trangthai = ACCOUNT_STATES.find((one) => one === search.trangthai);
  return {
    ...(donvi !== undefined && { donvi }),
    ...(search.chidonvi === true && { chidonvi: true }),
    ...(trangthai && { trangthai }),
    ...(vaitro !== undefined && { vaitro }),
    ...(tim !== undefined && { tim }),
  };
}
