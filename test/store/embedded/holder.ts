import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface Holder {
  readonly pid: number;
  readonly joined: boolean;
  readonly url: string;
  /** lets go of the server and ends */
  leave(): Promise<void>;
  /** SIGKILL */
  kill(): Promise<void>;
}

const SCRIPT = path.join(import.meta.dirname, 'holder-process.ts');

export interface Spawned {
  /** what the process got once its server takes connections */
  readonly ready: Promise<Holder>;
  kill(): Promise<void>;
}

/** Starts another process that uses the embedded server on this folder. */
export function spawnHolder(dataFolder: string, environment: NodeJS.ProcessEnv = {}): Spawned {
  const child = spawn(process.execPath, [SCRIPT, dataFolder], { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
  const errors: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  const leave = async (): Promise<void> => {
    child.stdin.end();
    await exited;
  };
  const ready = new Promise<Holder>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => {
      resolve({ ...(JSON.parse(line) as { pid: number; joined: boolean; url: string }), leave, kill });
    });
    child.once('exit', (code, signal) => reject(new Error(`the holder ended (${code ?? signal}): ${errors.join('')}`)));
  });
  // a test that kills the process before it is ready does not wait for it
  ready.catch(() => {});
  return { ready, kill };
}
