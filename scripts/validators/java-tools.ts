/** Programs in Java that the release tier asks, fetched from Maven's repository when they are first needed. Needs a JDK 17 and Maven. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const KEPT = path.join(import.meta.dirname, '../../data/validators');

/** The class path of what `pom` (a folder of this one) names. */
export async function classPathOf(pom: 'dss' | 'verapdf'): Promise<string> {
  const file = path.join(KEPT, `${pom}.classpath`);
  if (!existsSync(file)) {
    mkdirSync(KEPT, { recursive: true });
    const folder = path.join(import.meta.dirname, pom);
    await run('mvn', ['-q', '-B', '-f', folder, 'dependency:build-classpath', `-Dmdep.outputFile=${file}`]);
  }
  return readFileSync(file, 'utf8').trim();
}
