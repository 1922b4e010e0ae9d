import { AsyncLocalStorage } from 'node:async_hooks';

/** Ids that join the entries of one request, job or timer: `requestId`, `caseId`, `jobId`. */
export type LogContext = Readonly<Record<string, string>>;

const contexts = new AsyncLocalStorage<LogContext>();

/** Every entry logged by `work`, also after its awaits, carries these ids, with those of the context around it. */
export function withLogContext<T>(context: LogContext, work: () => T): T {
  return contexts.run({ ...contexts.getStore(), ...context }, work);
}

export function currentLogContext(): Record<string, string> {
  return { ...contexts.getStore() };
}
