/** That the session has ended while somebody works: told once, until they are signed in again. */
import { useSyncExternalStore } from 'react';

let over = false;
const listeners = new Set<() => void>();

function set(now: boolean): void {
  if (over === now) return;
  over = now;
  for (const listener of listeners) listener();
}

export const tellSessionOver = (): void => set(true);
export const clearSessionOver = (): void => set(false);

export function useSessionOver(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => over,
  );
}
