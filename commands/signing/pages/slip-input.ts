import type { SlipInput } from '../../../documents/render-slip.ts';
import { localDate } from '../../../engine/time-values.ts';
import type { Json } from '../../../expressions/json.ts';
import { fieldsOf } from '../../../forms/fields-of.ts';
import type { Field } from '../../../forms/form.ts';
import { shownDate } from '../../../forms/shown-date.ts';
import { findAgency } from '../../../store/queries/letterhead.ts';
import { findUnitNames } from '../../../store/queries/names.ts';
import type { Services } from '../../contract.ts';
import { loadForm } from '../../loading/load-form.ts';
import { SLIP } from '../required-signatures.ts';
import texts from '../texts.json' with { type: 'json' };
import type { PageOrder } from './page-order.ts';

export async function slipInput(services: Services, order: PageOrder): Promise<SlipInput> {
  const { procedure, caseCode, step, name, key, outcome, reason, person, actingFor, at, documents } = order;
  const hashed = (isSlip: boolean) =>
    documents.filter((one) => (one.key === SLIP) === isSlip).map(({ name: called, sha256 }) => ({ name: called, sha256 }));
  return {
    agency: await agencyName(services, order),
    procedure,
    caseCode,
    // a document without a template is told of by name
    step: key === SLIP ? step : `${step} – ${name}`,
    decision: outcome?.name ?? texts.done.vi,
    ...(reason !== undefined && { comment: reason }),
    data: await dataOf(services, order),
    documents: hashed(false),
    slips: hashed(true),
    person: person.name,
    ...(actingFor !== undefined && { actingFor }),
    position: person.title ?? texts.official.vi,
    time: at,
  };
}

async function agencyName({ db }: Services, { agencyUnit, at }: PageOrder): Promise<string> {
  const agency = await findAgency(db, agencyUnit, localDate(Date.parse(at)));
  return agency?.name ?? (await findUnitNames(db, [agencyUnit])).get(agencyUnit) ?? agencyUnit;
}

type Entry = SlipInput['data'][number];

/** What was entered, by the labels of the form; rows of lists one after the other. */
async function dataOf(services: Services, { form, data }: PageOrder): Promise<readonly Entry[]> {
  if (!form) return Object.entries(data).map(([label, value]) => ({ label, value: shownValue(value) }));
  const fields = fieldsOf(await loadForm(services, form.key, form.version));
  return fields.flatMap(({ path, field }) =>
    valuesAt(data, path.split('.')).map((value) => ({ label: labelOf(field, path), value: shownValue(value) })),
  );
}

const labelOf = ({ label }: Field, path: string): string => (typeof label === 'string' && label !== '' ? label : path);

function valuesAt(value: Json | undefined, path: readonly string[]): readonly Json[] {
  const [first, ...rest] = path;
  if (value === undefined || value === null) return [];
  if (first === undefined) return [value];
  const inside = (value as Readonly<Record<string, Json>>)[first.replace(/\[\]$/, '')];
  if (!first.endsWith('[]')) return valuesAt(inside, rest);
  return Array.isArray(inside) ? inside.flatMap((row) => valuesAt(row as Json, rest)) : [];
}

/** Dates DD/MM/YYYY, numbers 1.234,5, yes and no in words. */
function shownValue(value: Json): string {
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? shownDate(value) : value;
  if (typeof value === 'number') return value.toLocaleString('vi-VN');
  if (typeof value === 'boolean') return value ? texts.yes.vi : texts.no.vi;
  if (Array.isArray(value)) return value.map((one) => shownValue(one as Json)).join('; ');
  if (value === null) return '';
  const { value: inner, name } = value as { readonly value?: Json; readonly name?: Json };
  return inner !== undefined ? shownValue(inner) : typeof name === 'string' ? name : JSON.stringify(value);
}
