/** Reading data that a person edited: every fault is collected with its place, so that one look shows them all. */
import { Rejection, type Problem } from '../errors.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export interface Reader {
  readonly problems: Problem[];
  fault(path: string, code: string, message: string): void;
  object(value: unknown, path: string): JsonObject;
  text(from: JsonObject, key: string, path: string, pattern?: RegExp): string;
  oneOf<T extends string>(from: JsonObject, key: string, path: string, allowed: readonly T[]): T;
  known(from: JsonObject, path: string, keys: readonly string[]): void;
}

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

export function reader(): Reader {
  const problems: Problem[] = [];
  const fault = (path: string, code: string, message: string): void => {
    problems.push({ code, path, message });
  };
  const text = (from: JsonObject, key: string, path: string, pattern?: RegExp): string => {
    const value = from[key];
    if (typeof value === 'string' && value.trim() !== '' && (!pattern || pattern.test(value))) return value;
    fault(`${path}/${key}`, 'data.text', `Expected '${key}' to be a text${pattern ? ` like ${pattern.source}` : ''}.`);
    return '';
  };
  return {
    problems,
    fault,
    text,
    object(value, path) {
      if (isObject(value)) return value;
      fault(path, 'data.object', 'Expected an object.');
      return {};
    },
    oneOf(from, key, path, allowed) {
      const found = allowed.find((candidate) => candidate === from[key]);
      if (found !== undefined) return found;
      fault(`${path}/${key}`, 'data.choice', `Expected '${key}' to be one of ${allowed.join(', ')}.`);
      return allowed[0] as (typeof allowed)[number];
    },
    known(from, path, keys) {
      for (const key of Object.keys(from)) {
        if (!keys.includes(key)) fault(`${path}/${key}`, 'data.unknownKey', `Nothing here is called '${key}'.`);
      }
    },
  };
}

/** Throws Rejection `validation` with this code and all faults, or returns the value that was read. */
export function accepted<T>(value: T, code: string, { problems }: Reader): T {
  if (problems.length === 0) return value;
  const first = problems[0];
  throw new Rejection('validation', code, `Found ${problems.length} fault(s), the first at '${first?.path}': ${first?.message}`, {
    problems,
  });
}

export function isDate<T>(value: T): value is T & string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  try {
    return Temporal.PlainDate.from(value, { overflow: 'reject' }).toString() === value;
  } catch {
    return false;
  }
}
