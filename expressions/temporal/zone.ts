import type { FeelDateTime, FeelTime, Zone } from '../values/value.ts';

export const NANOS_PER_SECOND = 1_000_000_000n;
export const NANOS_PER_DAY = 86_400n * NANOS_PER_SECOND;
/** A time of day in a named zone has no date to take the offset from: this one, after the zone changes of the last century. */
const REFERENCE_DATE = Temporal.PlainDate.from('2000-01-01');
const MAX_OFFSET_SECONDS = 18 * 3_600;

/** Runs a Temporal computation; its RangeError (a date out of range, an unknown zone) is FEEL's null. */
export function inRange<T>(compute: () => T): T | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The zone that a suffix spells: `Z`, `+07:00`, `+07:00:30`, `@Asia/Ho_Chi_Minh`, or nothing. Undefined where it is none of them. */
export function parseZone(suffix: string): Zone | undefined {
  if (suffix === '') return null;
  if (suffix === 'Z' || suffix === 'z') return 0;
  if (suffix.startsWith('@')) return namedZone(suffix.slice(1));
  const match = /^([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(suffix);
  if (!match) return undefined;
  const [hours, minutes, seconds] = [Number(match[2]), Number(match[3]), Number(match[4] ?? '0')];
  const total = hours * 3_600 + minutes * 60 + seconds;
  if (minutes > 59 || seconds > 59 || total > MAX_OFFSET_SECONDS) return undefined;
  return match[1] === '-' && total !== 0 ? -total : total;
}

/** As written to as the calendar spells it; bounded, because a name may be written in any mixture of cases. */
const MAX_NAMED_ZONES = 1_000;
const namedZones = new Map<string, string>();

function namedZone(id: string): Zone | undefined {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/.test(id)) return undefined;
  const known = namedZones.get(id);
  if (known !== undefined) return known;
  const zoned = inRange(() => REFERENCE_DATE.toZonedDateTime(id));
  if (!zoned) return undefined;
  if (namedZones.size < MAX_NAMED_ZONES) namedZones.set(id, zoned.timeZoneId);
  return zoned.timeZoneId;
}

export function formatZone(zone: Zone): string {
  if (zone === null) return '';
  if (typeof zone === 'string') return `@${zone}`;
  if (zone === 0) return 'Z';
  const size = Math.abs(zone);
  const parts = [Math.floor(size / 3_600), Math.floor(size / 60) % 60, ...(size % 60 === 0 ? [] : [size % 60])];
  return (zone < 0 ? '-' : '+') + parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** Offset in nanoseconds of a wall clock in a zone; null for a local value. */
export function offsetOf(value: FeelDateTime | FeelTime): bigint | null {
  const { zone } = value;
  if (zone === null) return null;
  if (typeof zone === 'number') return BigInt(zone) * NANOS_PER_SECOND;
  const local = value.kind === 'time' ? REFERENCE_DATE.toPlainDateTime(value.time) : value.local;
  const zoned = inRange(() => local.toZonedDateTime(zone));
  return zoned ? BigInt(zoned.offsetNanoseconds) : null;
}

/** Nanoseconds since 1970-01-01T00:00 on the wall clock itself, as if it were UTC. */
export function wallNanoseconds(local: Temporal.PlainDateTime): bigint | null {
  const zoned = inRange(() => local.toZonedDateTime('UTC'));
  return zoned ? zoned.epochNanoseconds : null;
}

export function fromWallNanoseconds(nanoseconds: bigint): Temporal.PlainDateTime | null {
  return inRange(() => new Temporal.Instant(nanoseconds).toZonedDateTimeISO('UTC').toPlainDateTime());
}

/** Nanoseconds of the instant; of the wall clock as UTC for a local value. */
export function epochNanoseconds(value: FeelDateTime): bigint | null {
  const wall = wallNanoseconds(value.local);
  return wall === null ? null : wall - (offsetOf(value) ?? 0n);
}

/** Nanoseconds since midnight UTC; since local midnight for a local value. May lie outside one day. */
export function timeNanoseconds(value: FeelTime): bigint {
  const { time } = value;
  const seconds = BigInt(time.hour * 3_600 + time.minute * 60 + time.second) * NANOS_PER_SECOND;
  return seconds + BigInt(time.millisecond * 1_000_000 + time.microsecond * 1_000 + time.nanosecond) - (offsetOf(value) ?? 0n);
}
