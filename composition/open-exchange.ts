import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { createExchange, type Exchange } from '../keys/evidence/exchange.ts';
import { politeExchange } from '../keys/evidence/polite-exchange.ts';

const AT_ONCE = 8;
const ATTEMPTS = 3;

/** How services outside are asked for time-stamps and evidence: through the proxy that is set, at their pace, and again when they fail. */
export function openExchange({ proxy, perSecond }: Pick<Config['signing'], 'proxy' | 'perSecond'>): Exchange {
  return politeExchange(createExchange({ proxy }), {
    perSecond,
    atOnce: AT_ONCE,
    attempts: ATTEMPTS,
    clock: Date.now,
    wait: pause,
    random: Math.random,
  });
}
