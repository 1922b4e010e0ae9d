/** Puts the agent for signers' computers into a folder, as a package of its own: `npm run pack:agent -- <folder>`. */
import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '..');
const folder = process.argv[2];
if (folder === undefined || (fs.existsSync(folder) && fs.readdirSync(folder).length > 0)) {
  console.error('Usage: npm run pack:agent -- <new or empty folder>');
  process.exit(2);
}
for (const name of ['agent', 'pkcs11', 'signing', 'errors.ts', 'LICENSE', 'NOTICE'])
  fs.cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
// the package begins where its rooms lie side by side
for (const name of ['package.json', 'README.md']) fs.renameSync(path.join(folder, 'agent', name), path.join(folder, name));
