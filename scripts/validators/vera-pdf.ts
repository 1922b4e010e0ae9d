/** veraPDF on files: whether each is what it says it is, and by which rule it is not. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { classPathOf } from './java-tools.ts';

const run = promisify(execFile);
const FLAVOUR = '2a';
const MOST_OUTPUT = 64 * 1024 * 1024;

export interface Archivable {
  readonly file: string;
  readonly compliant: boolean;
  /** `clause: description`, each once */
  readonly broken: readonly string[];
}

interface Rule {
  readonly clause: string;
  readonly testNumber: number;
  readonly description: string;
  readonly ruleStatus: string;
}
interface Report {
  readonly report: {
    readonly jobs: readonly {
      readonly itemDetails: { readonly name: string };
      readonly validationResult?: readonly { readonly compliant: boolean; readonly details: { readonly ruleSummaries: readonly Rule[] } }[];
    }[];
  };
}

export async function askVeraPdf(files: readonly string[]): Promise<readonly Archivable[]> {
  const options = ['--flavour', FLAVOUR, '--format', 'json', ...files];
  const asked = run('java', ['-cp', await classPathOf('verapdf'), 'org.verapdf.apps.GreenfieldCliWrapper', ...options], {
    maxBuffer: MOST_OUTPUT,
  });
  // its exit code says that a file is not compliant, which the report says too
  const { stdout } = await asked.catch((error: { readonly stdout?: string }) => {
    if (!error.stdout) throw error;
    return { stdout: error.stdout };
  });
  const { report } = JSON.parse(stdout) as Report;
  return report.jobs.map(({ itemDetails, validationResult: [result] = [] }) => ({
    file: itemDetails.name,
    compliant: result?.compliant ?? false,
    broken: (result?.details.ruleSummaries ?? [])
      .filter(({ ruleStatus }) => ruleStatus !== 'PASSED')
      .map(({ clause, testNumber, description }) => `${clause}-${testNumber}: ${description}`),
  }));
}
