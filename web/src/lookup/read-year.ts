const OLDEST = 1900;

/** Undefined where no living person was born in it. `today`: milliseconds. */
export function readYear(typed: string, today: number): number | undefined {
  const text = typed.trim();
  const year = Number(text);
  return /^\d{4}$/.test(text) && year >= OLDEST && year <= new Date(today).getFullYear() ? year : undefined;
}
