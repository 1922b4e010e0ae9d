import fs from 'node:fs';
import { readCertificates } from '../composition/read-certificates.ts';
import { Rejection } from '../errors.ts';
import type { Finding } from '../record/findings.ts';
import { verifyRecord, type VerifyOptions, type VerifySummary } from '../record/verify-record.ts';
import { keyId } from '../record/checkpoint.ts';
import type { RecordLine } from '../record/record-line.ts';
import { recordLines } from '../store/queries/record-lines.ts';
import { saveVerification } from '../store/repositories/record-verifications.ts';
import type { CliCommand, CliContext, CliInput } from './cli-command.ts';
import { readManifest, readRecordFile } from './record-file.ts';
import { withProduct } from './with-product.ts';

export const auditVerifyCommand: CliCommand = {
  name: 'audit verify',
  summary: 'Prove the record from its first row to its last, or name what was changed; exit code 1 then',
  usage: '',
  options: {
    json: { type: 'boolean', help: 'one JSON object a line: each finding, then the summary' },
    export: { type: 'string', help: 'verify this file instead of the database' },
    'checkpoint-key': { type: 'string', multiple: true, help: 'public key (PEM) that checkpoints must be signed with; may be given again' },
    'tsa-ca': { type: 'string', help: 'certificates (PEM) that time stamps must be trusted by' },
  },
  async run(context, input) {
    const file = input.options['export'];
    const trust = trustOf(input);
    if (typeof file === 'string') {
      const { from } = await readManifest(file);
      return await report(context, input, readRecordFile(file), { ...trust, anywhere: from !== undefined });
    }
    return await withProduct(context, async ({ services: { db, clock } }) => {
      const now = clock();
      return await report(context, input, recordLines(db, 'all'), trust, {
        now,
        async keep({ entries, tail }, findings) {
          const verification = { at: now, entries, unsealed: tail.rows, findings, ownKeys: trust.keys !== undefined };
          try {
            await saveVerification(db, verification);
          } catch (error) {
            // who may only read verifies all the same
            context.logger.warn({ error }, 'the result of the verification could not be kept');
          }
        },
      });
    });
  },
};

interface Whole {
  readonly now: string;
  /** what was found is told on the page of the record */
  keep(summary: VerifySummary, findings: number): Promise<void>;
}

function trustOf({ options }: CliInput): VerifyOptions {
  const keys = options['checkpoint-key'];
  const authorities = options['tsa-ca'];
  return {
    ...(Array.isArray(keys) && { keys: keys.map((file) => readKey(String(file))) }),
    ...(typeof authorities === 'string' && { authorities: readCertificates(authorities) }),
  };
}

function readKey(file: string): string {
  try {
    const pem = fs.readFileSync(file, 'utf8');
    keyId(pem);
    return pem;
  } catch (cause) {
    throw new Rejection('validation', 'keyUnreadable', `Expected ${file} to hold a public key in PEM.`, { cause });
  }
}

async function report(
  { print }: CliContext,
  { options }: CliInput,
  lines: AsyncIterable<RecordLine>,
  trust: VerifyOptions,
  whole?: Whole,
): Promise<number> {
  const json = options['json'] === true;
  const verification = verifyRecord(lines, trust);
  let found = 0;
  for (;;) {
    const next = await verification.next();
    if (next.done) {
      await whole?.keep(next.value, found);
      if (json) print(JSON.stringify({ intact: found === 0, findings: found, ...next.value }));
      else for (const line of summaryLines(next.value, found, whole?.now)) print(line);
      return found === 0 ? 0 : 1;
    }
    found += 1;
    print(json ? JSON.stringify(next.value) : textOf(next.value));
  }
}

const textOf = ({ kind, what }: Finding): string => `${kind}: ${what}`;

function summaryLines(summary: VerifySummary, found: number, now: string | undefined): readonly string[] {
  const { batches, entries, checkpoints, unstamped, header, tail, destroyed } = summary;
  const age =
    now === undefined || tail.oldest === undefined
      ? ''
      : `, the oldest ${Math.max(0, (Date.parse(now) - Date.parse(tail.oldest)) / 1000).toFixed(1)} s old`;
  return [
    `${entries} entries in ${batches} batches; ${checkpoints} checkpoints, ${unstamped} without a time stamp`,
    ...(header === undefined ? [] : [`last header ${header}`]),
    ...(destroyed > 0 ? [`contents of ${destroyed} steps destroyed, as the record says`] : []),
    ...(now === undefined ? [] : [`not sealed yet: ${tail.rows} rows${age}`]),
    found === 0 ? 'The record is whole.' : `${found} findings: the record is not whole.`,
  ];
}
