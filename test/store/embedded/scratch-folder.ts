import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ExecutionContext } from 'ava';

/** A folder that is gone after the test. Other accounts may pass through it, as through a usual checkout. */
export function scratchFolder(t: ExecutionContext, name = 'data'): string {
  const parent = fs.mkdtempSync(path.join(os.tmpdir(), 'trinh-ky-test-'));
  fs.chmodSync(parent, 0o755);
  t.teardown(() => fs.rmSync(parent, { recursive: true, force: true }));
  return path.join(parent, name);
}
