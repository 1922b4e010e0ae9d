/**
 * What the law leaves to data about numbering: the register's where it has it, else what comes with the product (settings.json). When a document
 * gets its number may be set for an agency of its own: under the key, a dot and the path of its unit.
 */
import { Invariant, Rejection } from '../../errors.ts';
import { readEntry } from '../../law/read-entry.ts';
import type { RegisterEntry } from '../../law/register-entry.ts';
import { resolveParameter } from '../../law/resolve-parameter.ts';
import { findIssuingAgency } from '../../store/queries/list-numbers.ts';
import { unitExists } from '../../store/queries/unit-exists.ts';
import type { Services } from '../contract.ts';
import { inputProblem, inputText, type InputText } from '../invalid-input.ts';
import shipped from './settings.json' with { type: 'json' };

const MOMENTS = ['seal', 'personalSignature'] as const;
export type NumberingMoment = (typeof MOMENTS)[number];
const MOMENT = 'numbering.moment';
const CORRECTION = 'numbering.correction-kind';

/** What the register holds of it once the product is installed. */
export const NUMBERING_REGISTER: readonly RegisterEntry[] = shipped.map(readEntry);

async function settingOf({ law }: Pick<Services, 'law'>, key: string, day: string): Promise<string> {
  const known = await law.parameters(key);
  return textOf(resolveParameter(known.length > 0 ? known : NUMBERING_REGISTER.filter((one) => one.key === key), day));
}

/**
 * When the agency of a unit gives a document its number on a day, an ISO date: in the transaction that claims the seal job, or before the personal
 * signature. As it is set for the agency or the nearest above it on that day, else for all.
 */
export async function numberingMoment(services: Pick<Services, 'law' | 'db'>, unitPath: string, day: string): Promise<NumberingMoment> {
  const agency = (await findIssuingAgency(services.db, unitPath, day)) ?? unitPath;
  for (let path = agency; path !== ''; path = path.slice(0, Math.max(path.lastIndexOf('.'), 0))) {
    const own = (await services.law.parameters(`${MOMENT}.${path}`)).filter(isInForce(day));
    const [only] = own;
    if (only) return momentOf(textOf(resolveParameter(own, day)));
  }
  return momentOf(await settingOf(services, MOMENT, day));
}

/** Abbreviation of the kind of document by which another is corrected. */
export const correctionKind = async (services: Pick<Services, 'law'>, day: string): Promise<string> =>
  await settingOf(services, CORRECTION, day);

/** What is proposed of the moment, for all or for an agency. Throws validation `law.parameterInvalid`. */
export async function checkNumberingEntry({ db }: Pick<Services, 'db'>, entry: RegisterEntry): Promise<void> {
  const { key } = entry;
  if (key !== MOMENT && !key.startsWith(`${MOMENT}.`)) return;
  if (entry.kind !== 'enum' || !isMoment(entry.value)) throw wrong('momentInvalid', 'value', `Expected one of ${MOMENTS.join(', ')}.`);
  const unit = key.slice(MOMENT.length + 1);
  if (unit !== '' && !(UNIT.test(unit) && (await unitExists(db, unit))))
    throw wrong('unitUnknown', 'key', `Expected '${unit}' to be the path of a unit.`);
}

const UNIT = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;
const isInForce =
  (day: string) =>
  ({ validFrom, validTo }: RegisterEntry): boolean =>
    validFrom <= day && (validTo === undefined || day < validTo);
const isMoment = (value: string): value is NumberingMoment => (MOMENTS as readonly string[]).includes(value);

function momentOf(value: string): NumberingMoment {
  if (isMoment(value)) return value;
  throw new Invariant(`Expected '${MOMENT}' to be seal or personalSignature, but it is '${value}'.`);
}

function textOf(entry: RegisterEntry): string {
  if (entry.kind === 'enum' || entry.kind === 'text') return entry.value;
  throw new Invariant(`Expected '${entry.key}' to be a text.`);
}

function wrong(text: InputText, field: string, message: string): Rejection {
  const problems = [inputProblem('law.parameterInvalid', `/${field}`, message, inputText(text))];
  return new Rejection('validation', 'law.parameterInvalid', message, { problems });
}
