/** Which requests are shown, as the address says it. */
export interface RequestFilters {
  readonly loc?: 'ended';
  readonly tim?: string;
}

export function readRequestFilters({ loc, tim }: Record<string, unknown>): RequestFilters {
  return {
    ...(loc === 'ended' && { loc }),
    ...(typeof tim === 'string' && tim !== '' && { tim: tim.slice(0, 200) }),
  };
}
