/**
 * Trust as data: a folder of PEM files and `trust.json`, which says what each is trusted for and when. An authority that has been withdrawn
 * stays in it with its last day: what was signed before stays valid. Nothing is trusted that the file does not name.
 */
import fs from 'node:fs';
import path from 'node:path';
import { Rejection, type Problem } from '../../errors.ts';
import type { Certificate } from '../../signing/trust/certificate.ts';
import type { TrustAnchor } from '../../signing/trust/trust-anchor.ts';
import { readCertificates } from './read-certificates.ts';
import type { Trust } from './trust.ts';

type Usage = 'signing' | 'timeStamp';
const USAGES: readonly string[] = ['signing', 'timeStamp'] satisfies readonly Usage[];
const FIELDS = new Set(['file', 'usage', 'from', 'to', 'source']);
const FILE_NAME = /^[\w-][\w.-]{0,100}$/;

/** `trust.json`: `{ anchors: [{ file, usage: ['signing', 'timeStamp'], from?, to?, source? }], intermediates?: [file] }`; times in ISO 8601. */
export function loadTrust(folder: string): Trust {
  const reader = new TrustReader(folder);
  const trust = reader.read();
  if (reader.problems.length === 0) return trust;
  const lines = reader.problems.map(({ message }) => message).join(' ');
  throw new Rejection('validation', 'trust.invalid', `Expected trust that can be used. ${lines}`, { problems: reader.problems });
}

class TrustReader {
  readonly problems: Problem[] = [];
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  read(): Trust {
    const content = this.#content();
    if (!content) return { signing: [], timeStamp: [], intermediates: [] };
    const { anchors, intermediates = [], ...rest } = content;
    for (const name of Object.keys(rest)) this.#refuse(`/${name}`, 'is not known');
    if (!Array.isArray(anchors) || anchors.length === 0) this.#refuse('/anchors', 'must list at least one authority');
    if (!Array.isArray(intermediates)) this.#refuse('/intermediates', 'must be a list of files');
    const read = (Array.isArray(anchors) ? anchors : []).flatMap((one: unknown, index) => this.#anchor(one, `/anchors/${index}`));
    const of = (usage: Usage): readonly TrustAnchor[] => read.flatMap(({ anchor, usages }) => (usages.includes(usage) ? anchor : []));
    const others = Array.isArray(intermediates) ? intermediates : [];
    return {
      signing: of('signing'),
      timeStamp: of('timeStamp'),
      intermediates: others.flatMap((file: unknown, index) => this.#certificates(file, `/intermediates/${index}`)),
    };
  }

  #content(): Record<string, unknown> | undefined {
    try {
      const content: unknown = JSON.parse(fs.readFileSync(path.join(this.#folder, 'trust.json'), 'utf8'));
      if (isRecord(content)) return content;
      this.#refuse('', 'must be an object');
    } catch (error) {
      this.#refuse('', `cannot be read: ${error instanceof Error ? error.message : ''}`);
    }
    return undefined;
  }

  #anchor(entry: unknown, place: string): readonly { readonly anchor: TrustAnchor; readonly usages: readonly unknown[] }[] {
    if (!isRecord(entry)) return this.#refuse(place, 'must be an object');
    for (const name of Object.keys(entry)) if (!FIELDS.has(name)) this.#refuse(`${place}/${name}`, 'is not known');
    const { file, usage, from, to } = entry;
    const usages: readonly unknown[] = Array.isArray(usage) ? usage : [];
    if (usages.length === 0 || !usages.every((one) => USAGES.includes(String(one))))
      return this.#refuse(`${place}/usage`, `must be some of ${USAGES.join(', ')}`);
    const [trustedFrom, trustedUntil] = [this.#time(from, `${place}/from`), this.#time(to, `${place}/to`)];
    if (trustedFrom !== undefined && trustedUntil !== undefined && trustedFrom >= trustedUntil)
      return this.#refuse(`${place}/to`, 'must be after from');
    const period = { ...(trustedFrom !== undefined && { trustedFrom }), ...(trustedUntil !== undefined && { trustedUntil }) };
    return this.#certificates(file, `${place}/file`).map((certificate) => ({ anchor: { certificate, ...period }, usages }));
  }

  #certificates(file: unknown, place: string): readonly Certificate[] {
    if (typeof file !== 'string' || !FILE_NAME.test(file)) return this.#refuse(place, 'must be the name of a file in the same folder');
    try {
      return readCertificates(fs.readFileSync(path.join(this.#folder, file), 'latin1'));
    } catch (error) {
      return this.#refuse(place, `cannot be read: ${error instanceof Error ? error.message : ''}`);
    }
  }

  #time(value: unknown, place: string): number | undefined {
    if (value === undefined) return undefined;
    const time =
      typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(value) ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(time)) this.#refuse(place, 'must be a time such as 2026-01-01T00:00:00+07:00');
    return time;
  }

  #refuse(place: string, what: string): readonly never[] {
    this.problems.push({ code: 'trust.invalid', path: place, message: `trust.json${place} ${what}.`, details: { place, what } });
    return [];
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
