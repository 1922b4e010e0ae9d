import { crashHookFor, installCrashHook } from '../commands/crash-point.ts';
import type { Config } from '../config.ts';
import { Rejection } from '../errors.ts';

/** Tests of durability only, never in production (config.ts refuses it there): at the named point this process dies as by SIGKILL. */
export function crashAt({ crashAt: text, production }: Config): void {
  if (text === undefined) return;
  const hook = production ? undefined : crashHookFor(text, () => void process.kill(process.pid, 'SIGKILL'));
  if (!hook)
    throw new Rejection('validation', 'crashPointUnknown', `Expected TRINHKY_CRASH_AT to name a crash point, but it is "${text}".`);
  installCrashHook(hook);
}
