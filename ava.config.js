// One PostgreSQL server for the whole run; each test file gets its own database, copied from a migrated template.
// The slow tier (crashes under load and the like) is in test/slow: `npm run test:slow`.
const slow = process.env.TEST_TIER === 'slow';
const { prepareDatabase } = await import('./test/database-server.ts');
await prepareDatabase();

export default {
  extensions: ['ts'],
  files: slow ? ['test/slow/**/*.test.ts'] : ['test/**/*.test.ts', '!test/slow/**'],
  workerThreads: false,
  timeout: slow ? '10m' : '2m',
  concurrency: 2,
  // scripts/architecture reads TypeScript with Node's own stripper
  nodeArguments: ['--disable-warning=ExperimentalWarning'],
};
