import { request } from './request.ts';

const MOST = 50;

/** Units by a part of their name, of some kinds only where they are given. */
export async function findUnits(text: string, signal: AbortSignal, kind?: readonly string[]) {
  const query = { kind, text, limit: MOST };
  const { items } = await request<{ items: readonly { path: string; name: string }[] }>('/units', { query, signal });
  return items.map(({ path, name }) => ({ value: path, label: name }));
}
