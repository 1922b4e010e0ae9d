import { evidenceFault } from './evidence-fault.ts';

/** `host`, `host:port`, or `.domain` for every host below it; a host alone stands for the usual port of the scheme. */
export type AllowedHosts = readonly string[];

/**
 * The address that a certificate or a setting names, if it leads where an administrator allows: certificates are written by others, and must
 * not send this server to its neighbours. Throws Rejection `evidence.addressRefused`.
 */
export function allowedAddress(address: string, hosts: AllowedHosts): URL {
  const url = URL.parse(address);
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (!url || !isWeb || url.username !== '' || url.password !== '')
    throw evidenceFault('addressRefused', `Expected a web address, not '${shown(address)}'.`);
  if (hosts.some((host) => fits(url, host))) return url;
  throw evidenceFault('addressRefused', `Expected '${url.host}' to be among the hosts that are allowed.`);
}

function fits({ hostname, host }: URL, allowed: string): boolean {
  const wanted = allowed.toLowerCase();
  if (wanted.startsWith('.')) return host === hostname && hostname.endsWith(wanted);
  // `host` carries the port only where it is not the usual one
  return host === wanted;
}

const shown = (address: string): string => address.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 200);
