import { BlockList, isIP, isIPv6 } from 'node:net';

export interface ProxyTrust {
  /** how many proxies stand one behind the other; 0: none is believed */
  readonly hops: number;
  /** their addresses and CIDR networks; undefined: whoever connects is one of them */
  readonly addresses: readonly string[] | undefined;
}

/** Whether this address is one of our proxies. */
export type IsProxy = (address: string | undefined) => boolean;

export function proxiesOf({ hops, addresses }: ProxyTrust): IsProxy {
  if (hops === 0) return () => false;
  if (!addresses) return () => true;
  const list = new BlockList();
  for (const one of addresses) {
    const [address = '', bits] = one.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => {
    // an IPv4 client of a server that listens on `::`
    const plain = address?.replace(/^::ffff:(?=\d+\.)/i, '').split('%', 1)[0];
    return plain !== undefined && list.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
  };
}

/**
 * The client's address: from the connection backwards through what the proxies added to X-Forwarded-For, at most `hops` steps, and
 * never past an address that is no proxy of ours. What stands further left, the client may have made up.
 */
export function clientAddress(peer: string, forwardedFor: string, hops: number, isProxy: IsProxy): string {
  const entries = forwardedFor.split(',').map((entry) => entry.trim());
  let address = peer;
  for (let step = 0; step < hops && isProxy(address); step += 1) {
    const next = entries.pop();
    if (next === undefined || isIP(next) === 0) break;
    address = next;
  }
  return address;
}
