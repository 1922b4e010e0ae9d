import type { Database } from './connection.ts';

/** What is made once for each open database, and goes with it. */
export function perDatabase<T>(make: (db: Database) => T): (db: Database) => T {
  const made = new WeakMap<Database, { readonly value: T }>();
  return (db) => {
    const known = made.get(db);
    if (known) return known.value;
    const value = make(db);
    made.set(db, { value });
    return value;
  };
}
