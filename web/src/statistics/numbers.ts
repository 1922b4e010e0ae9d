/** Numbers as people here write them: 1.234,5. */
const WHOLE = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 });
const TENTH = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });
const SIGNED = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1, signDisplay: 'exceptZero' });
const HUNDRED = 100;

export const whole = (count: number): string => WHOLE.format(count);
export const tenth = (value: number): string => TENTH.format(value);
export const signed = (value: number): string => SIGNED.format(value);

/** In per cent; undefined of nothing. */
export const share = (part: number, of: number): number | undefined => (of === 0 ? undefined : (part / of) * HUNDRED);
export const percent = (value: number | undefined): string => (value === undefined ? '—' : `${TENTH.format(value)}%`);
