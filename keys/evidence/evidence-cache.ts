import { LRUCache } from 'lru-cache';

const MOST_BYTES = 128 * 1024 * 1024;

/** Answers that are still in force, so that the same authority is not asked the same again. */
export class EvidenceCache {
  readonly #clock: () => number;
  readonly #answers = new LRUCache<string, { readonly der: Buffer; readonly until: number }>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ der }) => der.length + 256,
  });
  readonly #underWay = new Map<string, Promise<Buffer>>();

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** The answer that is at hand, or the one that `ask` brings: many who ask at once cause one question. */
  async get(key: string, ask: () => Promise<{ readonly der: Buffer; readonly until: number }>): Promise<Buffer> {
    const known = this.#answers.get(key);
    if (known && known.until > this.#clock()) return known.der;
    const underWay = this.#underWay.get(key) ?? this.#asked(key, ask);
    this.#underWay.set(key, underWay);
    return await underWay;
  }

  async #asked(key: string, ask: () => Promise<{ readonly der: Buffer; readonly until: number }>): Promise<Buffer> {
    try {
      const answer = await ask();
      this.#answers.set(key, answer);
      return answer.der;
    } finally {
      this.#underWay.delete(key);
    }
  }
}
