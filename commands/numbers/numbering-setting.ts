/** What the law leaves to data about numbering: the register's where it has it, else what comes with the product (settings.json). */
import { Invariant } from '../../errors.ts';
import { readEntry } from '../../law/read-entry.ts';
import { resolveParameter } from '../../law/resolve-parameter.ts';
import type { Services } from '../contract.ts';
import shipped from './settings.json' with { type: 'json' };

export type NumberingMoment = 'seal' | 'personalSignature';
type Setting = 'numbering.moment' | 'numbering.correction-kind';

const SHIPPED = shipped.map(readEntry);

async function settingOf({ law }: Pick<Services, 'law'>, key: Setting, day: string): Promise<string> {
  const known = await law.parameters(key);
  const entry = resolveParameter(known.length > 0 ? known : SHIPPED.filter((one) => one.key === key), day);
  if (entry.kind === 'enum' || entry.kind === 'text') return entry.value;
  throw new Invariant(`Expected '${key}' to be a text.`);
}

/** When a document gets its number on a day, an ISO date: in the transaction that claims the seal job, or before the personal signature. */
export async function numberingMoment(services: Pick<Services, 'law'>, day: string): Promise<NumberingMoment> {
  const moment = await settingOf(services, 'numbering.moment', day);
  if (moment === 'seal' || moment === 'personalSignature') return moment;
  throw new Invariant(`Expected 'numbering.moment' to be seal or personalSignature, but it is '${moment}'.`);
}

/** Abbreviation of the kind of document by which another is corrected. */
export const correctionKind = async (services: Pick<Services, 'law'>, day: string): Promise<string> =>
  await settingOf(services, 'numbering.correction-kind', day);
