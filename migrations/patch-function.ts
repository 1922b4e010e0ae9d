import type { Knex } from 'knex';

/**
 * Puts more into a function of the schema as it stands, so that two changes that know nothing of each other both come into force.
 * Each `before` must occur exactly once: a function that has become another one is not patched by guess. Throws Error then.
 */
export async function patchFunction(k: Knex, name: string, changes: readonly (readonly [before: string, after: string])[]): Promise<void> {
  const { rows } = await k.raw<{ rows: { source: string }[] }>('select pg_get_functiondef(?::regproc) as source', [name]);
  let source = rows[0]?.source ?? '';
  for (const [before, after] of changes) {
    if (source.split(before).length !== 2) throw new Error(`Expected function ${name} to have '${before}' exactly once.`);
    source = source.replace(before, () => after);
  }
  // a question mark in the text is no placeholder
  await k.raw(source.replaceAll('?', '\\?'));
}
