import { spawn } from 'node:child_process';
import path from 'node:path';
import type { NodeTask } from './node-task.ts';

export interface SpawnedNode {
  /** resolves when it works */
  readonly ready: Promise<void>;
  readonly exited: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** what it said of errors so far */
  said(): string;
  /** SIGKILL */
  kill(): Promise<void>;
  /** ends in order */
  leave(): Promise<void>;
}

const SCRIPT = path.join(import.meta.dirname, 'node.ts');

export function spawnNode(task: NodeTask): SpawnedNode {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SCRIPT, JSON.stringify(task)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  );
  const ready = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('ready')) resolve();
      said += text;
    });
    // killed while it starts: there is nothing to wait for
    void exited.then(() => resolve());
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stdin.on('error', () => {});
  return {
    ready,
    exited,
    said: () => said,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async leave() {
      child.stdin.end();
      await exited;
    },
  };
}
