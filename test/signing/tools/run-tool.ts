import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ExecutionContext } from 'ava';

export interface ToolResult {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

export function runTool(command: string, args: readonly string[]): ToolResult {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: 60_000 });
  return { code: status, out: stdout ?? '', error: stderr ?? '' };
}

/** Whether a tool is on this machine; a test without it passes, and says that it proved nothing. */
export function hasTool(t: ExecutionContext, command: string): boolean {
  const found = spawnSync('which', [command]).status === 0;
  if (!found) t.log(`skipped: ${command} is not installed`);
  if (!found) t.pass();
  return found;
}

/** Writes files into a folder that ends with the test. */
export function folderOf(t: ExecutionContext, files: Readonly<Record<string, Buffer | string>>): (name: string) => string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trinh-ky-signing-'));
  t.teardown(() => fs.rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), content);
  return (name) => path.join(folder, name);
}

export function pem(der: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replaceAll(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
}
