// One PostgreSQL server for the whole run; each test file gets its own database, copied from a migrated template.
// The slow tier (crashes under load and the like) is in test/slow: `npm run test:slow`.
import os from 'node:os';

const slow = process.env.TEST_TIER === 'slow';
const { prepareDatabase } = await import('./test/database-server.ts');
await prepareDatabase();

export default {
  extensions: ['ts'],
  files: slow ? ['test/slow/**/*.test.ts'] : ['test/**/*.test.ts', '!test/slow/**'],
  workerThreads: false,
  timeout: slow ? '10m' : '2m',
  // more than cores: some wait for a server, a browser or a moment
  concurrency: Math.max(2, Math.min(4, os.availableParallelism() + 1)),
  // scripts/architecture reads TypeScript with Node's own stripper
  nodeArguments: ['--disable-warning=ExperimentalWarning'],
};
