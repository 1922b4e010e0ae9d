/**
 * The one authority of the load: a demo authority whose time-stamp service answers so many a second and no more, and fails twice. What it costs is
 * told apart: outside the benchmark it runs elsewhere.
 */
import type { DemoAuthority } from '../../keys/demo-authority/demo-authority.ts';
import { demoExchange } from '../../keys/demo-authority/demo-exchange.ts';
import type { Exchange } from '../../keys/evidence/exchange.ts';

export interface RoundAuthority {
  readonly exchange: Exchange;
  /** it fails while this says so */
  isDown: boolean;
  readonly seen: { stamps: number; refused: number; others: number; cpuMs: number; mostInSecond: number };
}

const DOWN = { status: 503, type: 'text/plain', retryAfter: undefined, body: Buffer.alloc(0) };

export function roundAuthority(demo: DemoAuthority, perSecond: number): RoundAuthority {
  const seen: RoundAuthority['seen'] = { stamps: 0, refused: 0, others: 0, cpuMs: 0, mostInSecond: 0 };
  const answered: number[] = [];
  const own = demoExchange(demo, async ({ url }) => await Promise.reject(new Error(`Nobody expects a question to ${url.href}.`)));
  const authority: RoundAuthority = {
    isDown: false,
    seen,
    async exchange(request) {
      const isStamp = request.url.href === demo.timeStampUrl.href;
      if (isStamp && (authority.isDown || !hasRoom(answered, perSecond))) {
        seen.refused += 1;
        return DOWN;
      }
      seen[isStamp ? 'stamps' : 'others'] += 1;
      seen.mostInSecond = Math.max(seen.mostInSecond, answered.length);
      const start = process.cpuUsage();
      const answer = own(request);
      const { user, system } = process.cpuUsage(start);
      seen.cpuMs += (user + system) / 1000;
      return await answer;
    },
  };
  return authority;
}

function hasRoom(answered: number[], perSecond: number): boolean {
  const now = Date.now();
  while (answered[0] !== undefined && answered[0] <= now - 1_000) answered.shift();
  if (answered.length >= perSecond) return false;
  answered.push(now);
  return true;
}
