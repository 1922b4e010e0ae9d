import type { DescribedError } from './describe-error.ts';

/** Turns one JSON entry into a line for people: time of day, level, message, fields; an error's stack below it. */
export function toLine(entry: string): string {
  const { time, level, message, err, ...fields } = JSON.parse(entry) as Record<string, unknown>;
  const facts = Object.entries(fields).map(([name, value]) => `${name}=${show(value)}`);
  const line = [timeOfDay(time), plain(level).padEnd(5), plain(message), ...facts].join(' ');
  return `${line}\n${isError(err) ? `${stackOf(err)}\n` : ''}`;
}

function timeOfDay(time: unknown): string {
  return plain(time).slice(11, 23);
}

function show(value: unknown): string {
  return typeof value === 'string' && /^[^\s"=\p{C}]+$/u.test(value) ? value : plain(JSON.stringify(value));
}

/** Without line breaks and terminal control: a value from outside cannot forge another entry. */
function plain(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll(/\p{C}/gu, '?') : '';
}

function isError(value: unknown): value is DescribedError {
  return typeof value === 'object' && value !== null && 'message' in value;
}

function stackOf(error: DescribedError): string {
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause ? `${own}\ncaused by ${stackOf(error.cause)}` : own;
}
