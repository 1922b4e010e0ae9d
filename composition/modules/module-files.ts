/** The files of one module's folder. Whatever cannot be read is a refusal that names module and file. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Rejection } from '../../errors.ts';

/** A compiled typebox schema. */
export interface Shape<T> {
  Check(value: unknown): value is T;
  Errors(value: unknown): Iterable<{ readonly instancePath: string; readonly message: string }>;
}

export interface ModuleFiles {
  text(name: string): string;
  json(name: string): unknown;
  list(name: string): readonly unknown[];
  shaped<T>(name: string, shape: Shape<T>): T;
  /** the refusal of a file of this module: deployment `moduleManifest` */
  invalid(name: string, message: string): Rejection;
}

export function moduleFiles(folder: string): ModuleFiles {
  const module = path.basename(path.resolve(folder));
  const invalid: ModuleFiles['invalid'] = (name, message) =>
    new Rejection('deployment', 'moduleManifest', `Module '${module}', ${name}: ${message}`);
  const unreadable = (name: string, cause: unknown): Rejection =>
    new Rejection('deployment', 'moduleFile', `Expected ${name} of module '${module}' to be there and to be readable.`, { cause });
  const text: ModuleFiles['text'] = (name) => {
    try {
      return readFileSync(path.join(folder, name), 'utf8');
    } catch (cause) {
      throw unreadable(name, cause);
    }
  };
  const json: ModuleFiles['json'] = (name) => {
    const content = text(name);
    try {
      return JSON.parse(content) as unknown;
    } catch (cause) {
      throw invalid(name, `Expected JSON: ${(cause as Error).message}`);
    }
  };
  return {
    text,
    json,
    invalid,
    list(name) {
      const list = json(name);
      if (Array.isArray(list)) return list;
      throw invalid(name, 'Expected a list.');
    },
    shaped(name, shape) {
      const value = json(name);
      if (shape.Check(value)) return value;
      throw invalid(name, [...shape.Errors(value)].map(({ instancePath, message }) => `${instancePath} ${message}`.trim()).join('; '));
    },
  };
}
