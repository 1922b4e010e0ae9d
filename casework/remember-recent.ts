import { LRUCache } from 'lru-cache';

/**
 * What was made of a text is given again to whoever asks within a minute: a module is deployed in parts, and planned before, and each
 * looks at the same files. It is shared, so nobody changes it. A failure is not remembered. The cache's own `fetch` fails what is still
 * being made when newer texts push it out; here it is only forgotten.
 */
export function rememberRecent<T>(make: (text: string) => Promise<T>): (text: string) => Promise<T> {
  const recent = new LRUCache<string, Promise<T>>({ max: 16, ttl: 60_000 });
  return async (text) => {
    const known = recent.get(text);
    if (known) return await known;
    const made = make(text);
    recent.set(text, made);
    made.catch(() => recent.delete(text));
    return await made;
  };
}
