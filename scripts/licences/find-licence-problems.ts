import fs from 'node:fs';
import path from 'node:path';
import { isPermissive } from './is-permissive.ts';

interface Entry {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

/**
 * Licences that no SPDX expression names, as a person read them. bpmn.io: MIT, and its mark on a diagram stays visible and unobstructed;
 * png-js: its manifest names none, its licence file does.
 */
const READ: Readonly<Record<string, string>> = { 'node_modules/bpmn-js': 'MIT', 'node_modules/png-js': 'MIT' };

/**
 * The dependencies that reach a user (all but development ones, for every platform) and may not be shipped. What an
 * installed package itself says counts before the lock file, which knows the packages of other platforms too.
 */
export function findLicenceProblems(root: string): readonly string[] {
  const lock = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Entry> };
  const shipped = Object.entries(lock.packages).filter(([place, { dev, link }]) => place !== '' && dev !== true && link !== true);
  return shipped.flatMap(([place, entry]) => {
    const licence = READ[place] ?? installedLicence(path.join(root, place)) ?? entry.license;
    if (licence !== undefined && isPermissive(licence)) return [];
    return [`${place.replace(/^.*node_modules\//, '')} ${entry.version ?? ''}: ${licence ?? 'no licence named'}`];
  });
}

/** `license` is a text; packages of long ago have an object, or a list of them. */
function installedLicence(folder: string): string | undefined {
  const file = path.join(folder, 'package.json');
  if (!fs.existsSync(file)) return undefined;
  const { license, licenses } = JSON.parse(fs.readFileSync(file, 'utf8')) as { license?: unknown; licenses?: unknown };
  const named = [license, ...(Array.isArray(licenses) ? (licenses as unknown[]) : [])].map(nameOf).filter((name) => name !== undefined);
  return named.length > 0 ? named.join(' OR ') : undefined;
}

function nameOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' ? value.type : undefined;
}
