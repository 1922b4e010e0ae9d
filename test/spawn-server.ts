import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface SpawnedServer {
  readonly url: string;
  readonly pid: number;
  /** sends the signal and resolves to the exit code */
  end(signal: NodeJS.Signals): Promise<number | null>;
  readonly exited: Promise<number | null>;
  /** entries of its log so far */
  readonly log: readonly Readonly<Record<string, unknown>>[];
}

const CLI = path.join(import.meta.dirname, '../cli.ts');

/** Starts the real server in a process of its own, on a free port; rejects with what it said when it does not come up. */
export async function spawnServer(environment: NodeJS.ProcessEnv): Promise<SpawnedServer> {
  const env = { ...process.env, PORT: '0', LOG_FORMAT: 'json', WEB: 'false', ...environment };
  const child = spawn(process.execPath, [CLI, 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const log: Record<string, unknown>[] = [];
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const entry = JSON.parse(line) as Record<string, unknown>;
      log.push(entry);
      if (entry['message'] === 'listening') resolve(String(entry['url']));
    });
    child.once('close', () => reject(new Error(errors)));
  });
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return await exited;
  };
  return { url, pid: child.pid ?? 0, end, exited, log };
}
