/** Vietnam keeps UTC+07:00 all year. */
const OFFSET_MINUTES = 420;
const WRITTEN = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'?(\d\d)'?)?$/;

/** A date string (ISO 32000-2, 7.9.4) in Vietnam time, delimiters included. */
export function writePdfDate(time: number): string {
  const digits = new Date(time + OFFSET_MINUTES * 60_000).toISOString().replaceAll(/\D/g, '').slice(0, 14);
  return `(D:${digits}+07'00')`;
}

/** Milliseconds of the epoch; undefined for what is no full date. A date without an offset is taken as UTC. */
export function readPdfDate(text: string): number | undefined {
  const match = WRITTEN.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const offset = (Number(match[8] ?? 0) * 60 + Number(match[9] ?? 0)) * (match[7] === '-' ? -1 : 1);
  return Date.UTC(year, month - 1, day, hour, minute, second) - offset * 60_000;
}
