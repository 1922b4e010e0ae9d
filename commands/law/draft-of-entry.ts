/** A version that somebody is thinking of: the one in force on its first day, with what would be different. */
import { notFound } from '../../casework/require-permission.ts';
import type { Json } from '../../expressions/json.ts';
import { readEntry } from '../../law/read-entry.ts';
import { listParameters } from '../../store/repositories/parameters.ts';
import type { Services } from '../contract.ts';
import type { LawDraft } from './law-effect.ts';

export interface Differing {
  readonly key: string;
  /** ISO date */
  readonly validFrom: string;
  readonly value?: Json;
  readonly unit?: string;
  readonly precision?: string;
  readonly rollForward?: boolean;
  readonly direction?: string;
  readonly receipt?: string;
  readonly onSupplement?: string;
  readonly running?: string;
}

/** No version of the register is called so: what any of them counts is concerned. */
const VERSION = '(đề nghị)';

/** Throws Rejection notFound `parameterNotFound`, validation `law.parameterInvalid`. */
export async function draftOfEntry({ db }: Pick<Services, 'db'>, { key, validFrom, ...differing }: Differing): Promise<LawDraft> {
  const versions = await listParameters(db, { key, status: 'active' });
  const base = versions.findLast((one) => one.validFrom <= validFrom) ?? versions[0];
  if (!base) throw notFound('Parameter');
  const { validTo: _, ...body } = base.body;
  return { kind: 'parameter', entry: readEntry({ ...body, ...differing, validFrom, version: VERSION }) };
}
