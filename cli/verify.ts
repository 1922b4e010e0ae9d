import fs from 'node:fs';
import { Rejection } from '../errors.ts';
import { isValid } from '../signing/report/is-valid.ts';
import { renderReport } from '../signing/report/render-report.ts';
import { readAnchors } from '../signing/trust/read-anchors.ts';
import type { TrustAnchor } from '../signing/trust/trust-anchor.ts';
import { verifyPdf } from '../signing/verify-pdf.ts';
import type { CliCommand, CliInput } from './cli-command.ts';
import { readLanguage } from './read-language.ts';
import { UsageError } from './usage-error.ts';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

export const verifyCommand: CliCommand = {
  name: 'verify',
  summary: 'Validate the signatures of a PDF; needs no database and no network. Exit code 0 valid, 1 not, 2 wrong usage',
  usage: '<file.pdf>',
  options: {
    trust: { type: 'string', multiple: true, help: 'PEM file of trusted authorities; may be given several times' },
    at: { type: 'string', help: 'judge for this time, ISO 8601 with offset; else now' },
    'allow-indeterminate': { type: 'boolean', help: 'exit 0 also when only revocation information is missing' },
    json: { type: 'boolean', help: 'print the report as JSON; see docs/signing.md' },
    language: { type: 'string', default: 'vi', help: 'vi (default) or en' },
  },
  async run({ print }, { options, arguments: files }) {
    const language = readLanguage(options['language']);
    const [name, ...more] = files;
    if (name === undefined || more.length > 0) throw new UsageError('Expected one file.');
    const report = verifyPdf(readFile(name), { anchors: anchorsOf(options['trust']), at: timeOf(options['at']) });
    if (options['json'] === true) print(JSON.stringify(report, undefined, 2));
    else for (const line of renderReport(report, name, language)) print(line);
    return isValid(report, options['allow-indeterminate'] === true) ? 0 : 1;
  },
};

function anchorsOf(files: CliInput['options'][string]): readonly TrustAnchor[] {
  const names = Array.isArray(files) ? files : [];
  if (names.length === 0) throw new UsageError('Expected --trust with the authorities that are trusted.');
  return names.flatMap((name) => readTrust(String(name)));
}

function readTrust(name: string): readonly TrustAnchor[] {
  try {
    return readAnchors(readFile(name).toString('latin1'));
  } catch (error) {
    if (error instanceof Rejection) throw new UsageError(`${name}: ${error.message}`);
    throw error;
  }
}

function timeOf(text: unknown): number {
  if (text === undefined) return Date.now();
  const time = typeof text === 'string' && INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new UsageError('Expected --at to be a time such as 2026-11-23T14:05:09+07:00.');
  return time;
}

function readFile(name: string): Buffer {
  try {
    return fs.readFileSync(name);
  } catch (error) {
    throw new UsageError(`Cannot read ${name}: ${(error as Error).message}.`);
  }
}
