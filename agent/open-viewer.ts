/** Opens a file with what this system opens PDF files with: started by name and arguments, never through a shell. */
import { spawn } from 'node:child_process';

const VIEWERS: Readonly<Record<string, string>> = { darwin: 'open', win32: 'explorer.exe', linux: 'xdg-open' };

/** Whether it opens, the path stands on the console: nothing depends on it. */
export function openViewer(file: string): void {
  const program = VIEWERS[process.platform];
  if (program === undefined) return;
  const child = spawn(program, [file], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
