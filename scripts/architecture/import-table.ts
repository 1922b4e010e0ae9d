/** Who may import whom, as data. Explained in docs/architecture.md; a change belongs there too. */

/** `name` or `name/folder`: that room or part of it. With `types`, only `import type`. */
export type Grant = string | { readonly types: string };

export interface Room {
  readonly may: readonly Grant[] | 'all';
  /** no I/O, no clock, no randomness */
  readonly pure?: true;
  /** the client runs it too: nothing that only Node has */
  readonly browser?: true;
}

const types = (...rooms: readonly string[]): readonly Grant[] => rooms.map((room) => ({ types: room }));

/** Rooms are the top folders and the files beside them. A room may always import itself. */
export const ROOMS: Readonly<Record<string, Room>> = {
  'errors.ts': { may: [], pure: true, browser: true },
  'config.ts': { may: ['errors.ts', 'config-scanning.ts', 'config-signing.ts'] },
  'config-scanning.ts': { may: [] },
  'config-signing.ts': { may: [] },
  expressions: { may: ['errors.ts'], pure: true, browser: true },
  law: { may: ['errors.ts'], pure: true, browser: true },
  engine: { may: ['errors.ts', 'expressions', 'law'], pure: true },
  forms: { may: ['errors.ts', 'expressions', 'law'], pure: true, browser: true },
  policies: { may: ['errors.ts', 'expressions', 'law'], pure: true, browser: true },
  casework: { may: ['errors.ts', 'expressions', 'law', 'engine', 'forms', 'policies'], pure: true },
  scenarios: { may: ['errors.ts', 'expressions', 'law', 'engine', 'forms', 'policies', 'casework'], pure: true },
  logging: { may: ['errors.ts'] },
  lifecycle: { may: ['errors.ts', 'signing'] },
  record: { may: ['errors.ts', 'signing'] },
  signing: { may: ['errors.ts'] },
  pkcs11: { may: ['errors.ts', 'signing'] },
  keys: { may: ['errors.ts', 'signing', 'pkcs11', 'protection/write-once.ts', ...types('logging')] },
  scanning: { may: ['errors.ts', ...types('commands')] },
  documents: { may: ['errors.ts', 'expressions'] },
  migrations: { may: ['errors.ts'] },
  protection: { may: ['errors.ts'] },
  exports: { may: ['errors.ts'] },
  store: { may: ['errors.ts', 'policies', 'migrations', 'protection', 'record', ...types('engine', 'expressions', 'logging')] },
  commands: {
    may: [
      'errors.ts',
      'engine',
      'policies',
      'forms',
      'law',
      'casework',
      'store',
      'documents',
      'record',
      'signing',
      'protection',
      'expressions',
      ...types('logging'),
    ],
  },
  worker: {
    may: [
      'errors.ts',
      'commands',
      'store/queries',
      'store/queues',
      'store/projections',
      'record',
      'signing',
      'keys',
      'documents',
      'logging',
      ...types('store', 'engine', 'expressions', 'policies'),
    ],
  },
  api: {
    may: [
      'errors.ts',
      'commands',
      'casework',
      'store/queries',
      'policies',
      'forms',
      'documents',
      'signing',
      'protection',
      'exports',
      'logging',
      ...types('store', 'engine', 'expressions', 'record'),
    ],
  },
  agent: { may: ['errors.ts', 'signing', 'pkcs11'] },
  web: { may: ['errors.ts', 'api/contract', 'policies', 'forms', 'expressions', 'law', 'signing/report'] },
  composition: { may: 'all' },
  cli: { may: 'all' },
  'server.ts': { may: 'all' },
  'worker.ts': { may: 'all' },
  'cli.ts': { may: 'all' },
};

/** The composition roots: only these read the settings; others receive what they need. */
export const CONFIG_READERS: readonly string[] = ['server.ts', 'worker.ts', 'cli.ts'];
/** What they are made of may name the settings' type. */
export const CONFIG_TYPE_READERS: readonly string[] = ['cli', 'composition'];

/** Packages that only these rooms may import. */
export const PACKAGE_WALLS: Readonly<Record<string, readonly string[]>> = {
  knex: ['store', 'migrations'],
  objection: ['store', 'migrations'],
  pg: ['store', 'migrations'],
};

/** Not part of the product: they may use everything. */
export const OUTSIDE: readonly string[] = ['test', 'bench', 'scripts', 'bin', 'ava.config.js'];
