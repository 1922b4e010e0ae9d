import fs from 'node:fs';
import path from 'node:path';
import { clusterFolder, isInitialized } from './initialize-cluster.ts';
import { startupProblem } from './startup-problem.ts';

/** PostgreSQL cannot read another major version's files, and starting empty beside them would look like lost data. */
export function refuseOtherMajor(base: string, major: number): void {
  if (isInitialized(clusterFolder(base, major))) return;
  const other = fs.readdirSync(base).find((name) => /^pg\d+$/.test(name) && isInitialized(path.join(base, name)));
  if (other === undefined) return;
  throw startupProblem(
    'otherMajor',
    `${path.join(base, other)} was written by PostgreSQL ${other.slice(2)}, and this server is PostgreSQL ${major}.`,
    `Start with PG_BIN set to the bin folder of PostgreSQL ${other.slice(2)}, or back up with the earlier release of the product and restore with this one.`,
  );
}
