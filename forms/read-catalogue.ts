/** A catalogue from its JSON file. Everything that is wrong with it is found here, at deployment, with the place of each fault. */
import type { Problem } from '../errors.ts';
import type { Json } from '../expressions/json.ts';
import type { Bilingual } from '../law/calendar.ts';
import type { Catalogue, CatalogueItem } from './catalogue.ts';
import { checkCatalogueItems } from './check-catalogue-items.ts';
import { dateValue } from './date-value.ts';
import { isJsonObject, type JsonObject } from './form.ts';
import { problem, type ProblemCode } from './problem.ts';

export type CatalogueRead =
  { readonly ok: true; readonly catalogue: Catalogue } | { readonly ok: false; readonly problems: readonly Problem[] };

const KEY = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const CODE = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u;
const MOST_ITEMS = 20_000;
const LONGEST = 4_000;
const OWN = ['key', 'name', 'version', 'validFrom', 'citation', 'confidence', 'note', 'items'];
const OF_ITEM = ['code', 'name', 'validFrom', 'validTo', 'parent', 'successor'];

type Fault = (code: ProblemCode, path: string, details?: Readonly<Record<string, unknown>>) => void;

export function readCatalogue(file: unknown): CatalogueRead {
  const problems: Problem[] = [];
  const fault: Fault = (code, path, details = {}) => void problems.push(problem(code, path, details));
  if (!isJsonObject(file)) return { ok: false, problems: [problem('catalogue.object', '')] };
  for (const field of Object.keys(file)) if (!OWN.includes(field)) fault('catalogue.unknownField', `/${field}`, { field });
  const list = file['items'];
  if (!Array.isArray(list) || list.length === 0 || list.length > MOST_ITEMS) {
    fault('catalogue.items', '/items', { limit: MOST_ITEMS });
    return { ok: false, problems };
  }
  const items = list.map((item: Json, i) => readItem(item, `/items/${i}`, fault));
  const confidence = file['confidence'] ?? 'C';
  if (confidence !== 'A' && confidence !== 'B' && confidence !== 'C') fault('catalogue.value', '/confidence', { field: 'confidence' });
  const catalogue: Catalogue = {
    key: textOf(file, 'key', '', fault, KEY),
    name: namesOf(file['name'], '/name', fault),
    version: textOf(file, 'version', '', fault),
    validFrom: dayOf(file, 'validFrom', '', fault) ?? textOf(file, 'validFrom', '', fault),
    citation: textOf(file, 'citation', '', fault),
    confidence: confidence as Catalogue['confidence'],
    ...(file['note'] !== undefined && { note: namesOf(file['note'], '/note', fault) }),
    items,
  };
  if (problems.length === 0) problems.push(...checkCatalogueItems(items));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, catalogue };
}

function readItem(item: Json, at: string, fault: Fault): CatalogueItem {
  if (!isJsonObject(item)) {
    fault('catalogue.object', at);
    return { code: '', name: { vi: '', en: '' }, more: {} };
  }
  const [validFrom, validTo] = [dayOf(item, 'validFrom', at, fault), dayOf(item, 'validTo', at, fault)];
  if (validFrom !== undefined && validTo !== undefined && validTo <= validFrom)
    fault('catalogue.value', `${at}/validTo`, { field: 'validTo' });
  const more = Object.entries(item).filter(([field]) => !OF_ITEM.includes(field));
  for (const [field, value] of more) if (!isPlain(value)) fault('catalogue.value', `${at}/${field}`, { field });
  return {
    code: textOf(item, 'code', at, fault, CODE),
    name: namesOf(item['name'], `${at}/name`, fault),
    ...(validFrom !== undefined && { validFrom }),
    ...(validTo !== undefined && { validTo }),
    ...(item['parent'] !== undefined && { parent: textOf(item, 'parent', at, fault, CODE) }),
    ...(item['successor'] !== undefined && { successor: textOf(item, 'successor', at, fault, CODE) }),
    more: Object.fromEntries(more),
  };
}

const isScalar = (value: Json): boolean => ['number', 'boolean'].includes(typeof value) || isText(value);
const isPlain = (value: Json): boolean => (Array.isArray(value) ? value.every(isScalar) : isScalar(value));
const isText = (value: Json | undefined): value is string => typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST;

function textOf(from: JsonObject, field: string, at: string, fault: Fault, pattern?: RegExp): string {
  const value = from[field];
  if (isText(value) && (!pattern || pattern.test(value))) return value.normalize('NFC');
  fault('catalogue.value', `${at}/${field}`, { field });
  return '';
}

function namesOf(value: Json | undefined, at: string, fault: Fault): Bilingual {
  const names = isJsonObject(value) ? value : {};
  const { vi, en, ...rest } = names;
  if (isText(vi) && isText(en) && Object.keys(rest).length === 0) return { vi: vi.normalize('NFC'), en: en.normalize('NFC') };
  fault('catalogue.name', at);
  return { vi: '', en: '' };
}

function dayOf(from: JsonObject, field: string, at: string, fault: Fault): string | undefined {
  const value = from[field];
  if (value === undefined) return undefined;
  if (typeof value === 'string' && dateValue('date', value)) return value;
  fault('catalogue.value', `${at}/${field}`, { field });
  return undefined;
}
