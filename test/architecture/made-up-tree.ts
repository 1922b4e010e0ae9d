import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ExecutionContext } from 'ava';
import { findViolations } from '../../scripts/architecture/find-violations.ts';

/** What is wrong with a tree of these files, as `rule file`. */
export function violationsOf(t: ExecutionContext, files: Readonly<Record<string, string>>): readonly string[] {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'trinh-ky-tree-'));
  t.teardown(() => fs.rmSync(root, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  }
  return findViolations(root).map(({ rule, file }) => `${rule} ${file}`);
}
