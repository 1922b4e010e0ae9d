/** Which numbers are shown, as the address says it. */
export const NUMBER_STATES = ['reserved', 'used', 'void'] as const;
export interface NumberFilters {
  readonly register?: number;
  readonly state?: (typeof NUMBER_STATES)[number];
  readonly text?: string;
}

export function readNumberFilters(search: Record<string, unknown>): NumberFilters {
  const register = Number(search.register);
  const state = NUMBER_STATES.find((one) => one === search.state);
  const text = typeof search.text === 'string' && search.text !== '' ? search.text.slice(0, 200) : undefined;
  return {
    ...(Number.isInteger(register) && register > 0 && { register }),
    ...(state && { state }),
    ...(text !== undefined && { text }),
  };
}
