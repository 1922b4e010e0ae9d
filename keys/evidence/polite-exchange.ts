/**
 * Keeps the pace that an authority bears: at most so many questions a second to each host and so many at once, in their order, and again after
 * a while when it fails. Only for questions that may be asked twice: time-stamps, OCSP and lists, never signatures.
 */
import { keyUnavailable } from '../key-fault.ts';
import { mayPass } from './evidence-fault.ts';
import type { Exchange, ServiceAnswer, ServiceRequest } from './exchange.ts';

export interface Politeness {
  /** to one host */
  readonly perSecond: number;
  readonly atOnce: number;
  readonly attempts: number;
  readonly clock: () => number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
  /** 0 to 1 */
  readonly random: () => number;
}

/** Too many requests, and what a gateway says for a service that is down for a while. */
const PASSING: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** At fifty a second, a minute's wait: whoever comes then is told to come later. */
const MOST_WAITING = 3_000;

export function politeExchange(exchange: Exchange, politeness: Politeness): Exchange {
  const hosts = new Map<string, Pace>();
  const paceOf = (host: string): Pace => {
    const pace = hosts.get(host) ?? new Pace(politeness);
    hosts.set(host, pace);
    return pace;
  };
  return async (request) => await tryAgain(request, politeness, async () => await paceOf(request.url.host).run(() => exchange(request)));
}

async function tryAgain(
  request: ServiceRequest,
  { attempts, wait, random }: Politeness,
  once: () => Promise<ServiceAnswer>,
): Promise<ServiceAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await once().catch((error: unknown) => {
      if (!mayPass(error) || attempt >= attempts) throw error;
      return undefined;
    });
    if (result && !PASSING.has(result.status)) return result;
    if (result && attempt >= attempts)
      throw keyUnavailable('serviceDown', `Expected ${request.url.host} to answer, but its status is ${result.status}.`);
    await wait(pauseBefore(attempt, result?.retryAfter, random()));
  }
}

function pauseBefore(attempt: number, retryAfter: string | undefined, chance: number): number {
  const asked = /^\d{1,5}$/.test(retryAfter ?? '') ? Number(retryAfter) * 1_000 : 0;
  const own = FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + chance / 2);
  return Math.min(LONGEST_PAUSE_MS, Math.max(asked, own));
}

/** One host's turn: the next begins no sooner than its share of a second after the one before. */
class Pace {
  readonly #politeness: Politeness;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #nextAt = 0;

  constructor(politeness: Politeness) {
    this.#politeness = politeness;
  }

  async run<Result>(task: () => Promise<Result>): Promise<Result> {
    if (this.#waiting.length >= MOST_WAITING) throw keyUnavailable('busy', 'Expected fewer questions to wait for the same service.');
    if (this.#running >= this.#politeness.atOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running += 1;
    try {
      await this.#slot();
      return await task();
    } finally {
      // whoever waits takes over the place
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }

  async #slot(): Promise<void> {
    const { clock, perSecond, wait } = this.#politeness;
    const now = clock();
    const at = Math.max(now, this.#nextAt);
    this.#nextAt = at + 1_000 / perSecond;
    if (at > now) await wait(at - now);
  }
}
