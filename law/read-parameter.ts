import { UNITS, type Parameter } from './parameter.ts';
import { readStanding, STANDING_KEYS } from './read-standing.ts';
import { accepted, reader, type JsonObject, type Reader } from './shape.ts';

const KEYS = [...STANDING_KEYS, 'value', 'unit', 'precision', 'rollForward', 'direction', 'receipt', 'onSupplement'];
export const LARGEST_VALUE = 10_000;

/**
 * A parameter from JSON of unknown origin; `receipt` defaults to asReceived and `onSupplement` to continue.
 * Throws Rejection `law.parameterInvalid` with every fault and its JSON pointer.
 */
export function readParameter(json: unknown): Parameter {
  const read = reader();
  const from: JsonObject = { receipt: 'asReceived', onSupplement: 'continue', ...read.object(json, '') };
  read.known(from, '', KEYS);
  const parameter: Parameter = {
    ...readStanding(read, from),
    ...(from['kind'] !== undefined && { kind: read.oneOf(from, 'kind', '', ['term'] as const) }),
    value: amount(read, from),
    unit: read.oneOf(from, 'unit', '', UNITS),
    precision: read.oneOf(from, 'precision', '', ['endOfDay', 'clockTime']),
    rollForward: flag(read, from, 'rollForward'),
    direction: read.oneOf(from, 'direction', '', ['forward', 'backward']),
    receipt: read.oneOf(from, 'receipt', '', ['asReceived', 'officeHours']),
    onSupplement: read.oneOf(from, 'onSupplement', '', ['restart', 'suspend', 'continue']),
  };
  consistent(read, parameter);
  return accepted(parameter, 'law.parameterInvalid', read);
}

function amount(read: Reader, from: JsonObject): number {
  const value = from['value'];
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LARGEST_VALUE) return value;
  read.fault('/value', 'law.value', `Expected 'value' to be a whole number from 0 to ${LARGEST_VALUE}.`);
  return 0;
}

function flag(read: Reader, from: JsonObject, key: string): boolean {
  const value = from[key];
  if (typeof value === 'boolean') return value;
  read.fault(`/${key}`, 'law.flag', `Expected '${key}' to be true or false.`);
  return false;
}

/** Hours run through nights and holidays (S1 Điều 8 k5c): they have no last day to end at or to move. */
function consistent(read: Reader, { unit, precision, rollForward, receipt, direction, onSupplement }: Parameter): void {
  if (direction === 'backward' && (receipt !== 'asReceived' || onSupplement !== 'continue')) {
    read.fault('/direction', 'law.backward', 'A backward term is counted from a known date: nothing is received and nothing supplemented.');
  }
  if (unit !== 'hour') return;
  if (precision !== 'clockTime') read.fault('/precision', 'law.hourPrecision', "Expected 'clockTime' for a term in hours.");
  if (rollForward) read.fault('/rollForward', 'law.hourRoll', 'A term in hours does not move from a day off.');
  if (receipt !== 'asReceived') read.fault('/receipt', 'law.hourReceipt', 'A term in hours starts when the event happens.');
}
