/** For whom this tab works while somebody is away. It is kept with the tab, so that another one stays one's own. */
import { useSyncExternalStore } from 'react';

const KEPT = 'trinh-ky.acting-for';
const ENDED = 'trinh-ky.acting-ended';
/** What a substitution is about (policies/cover.json); all else stays one's own: session, notices, keys, substitutions. */
const OF_WORK =
  /^\/(tasks|cases|definitions|catalogues|uploads|signings|number-registers|recalls|deliveries|messages|session\/rules)(\/|\?|$)/;

const listeners = new Set<() => void>();

function keep(name: string, value: string | undefined): void {
  if (value === undefined) sessionStorage.removeItem(name);
  else sessionStorage.setItem(name, value);
  for (const listener of listeners) listener();
}

/** Person id of the absent one. */
const actingFor = (): string | undefined => sessionStorage.getItem(KEPT) ?? undefined;
const endedFor = (): string | undefined => sessionStorage.getItem(ENDED) ?? undefined;

/** What a request says of it; nothing where the request is about oneself. */
export function behalfOf(path: string, method = 'GET'): Readonly<Record<string, string>> {
  const person = actingFor();
  const isWork = OF_WORK.test(path) || (path === '/session' && method === 'GET');
  return person !== undefined && isWork ? { 'On-Behalf-Of': person } : {};
}

/** Begins anew as the other: nothing that was read as one of them is shown as the other's. */
export function workAs(person: string | undefined): void {
  keep(ENDED, undefined);
  keep(KEPT, person);
  window.location.assign('/viec');
}

/** The server does not know the substitution any more: this tab is one's own again, and says so. */
export function actingIsOver(): void {
  keep(ENDED, actingFor());
  keep(KEPT, undefined);
}

/** Who signs out takes nothing along. */
export function forgetActing(): void {
  keep(ENDED, undefined);
  keep(KEPT, undefined);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useActing(): { readonly person: string | undefined; readonly ended: string | undefined } {
  return { person: useSyncExternalStore(subscribe, actingFor), ended: useSyncExternalStore(subscribe, endedFor) };
}
