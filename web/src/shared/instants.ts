/** Instants as people here write them, on the law's clock: 29/11/2026, 08:30. */
const ZONE = 'Asia/Ho_Chi_Minh';
const DAY = new Intl.DateTimeFormat('vi-VN', { timeZone: ZONE, day: '2-digit', month: '2-digit', year: 'numeric' });
const CLOCK = new Intl.DateTimeFormat('vi-VN', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const HOUR_MS = 3_600_000;

export const day = (instant: string): string => DAY.format(new Date(instant));
export const clock = (instant: string): string => CLOCK.format(new Date(instant));
/** The same for all instants of one day here. */
export const dayKey = (instant: number): string => DAY.format(instant);
export const dayAndClock = (instant: string): string => `${day(instant)} ${clock(instant)}`;

export interface Distance {
  readonly unit: 'day' | 'hour' | 'minute';
  readonly count: number;
}

/** How far two instants are apart, in the largest unit of which there is one. */
export function distance(from: number, to: number): Distance {
  const ms = Math.abs(to - from);
  if (ms >= 24 * HOUR_MS) return { unit: 'day', count: Math.floor(ms / (24 * HOUR_MS)) };
  if (ms >= HOUR_MS) return { unit: 'hour', count: Math.floor(ms / HOUR_MS) };
  return { unit: 'minute', count: Math.max(1, Math.floor(ms / 60_000)) };
}
