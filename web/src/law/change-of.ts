/** A version of an entry as the form of law changes takes it (processes/parameter-change), to be changed; what the new text says is asked. */
import type { Json } from '../../../expressions/json.ts';
import type { JsonObject } from '../../../forms/form.ts';
import { shownValue } from '../form/shown-value.ts';
import type { ParameterVersion } from '../shared/types.ts';

export function changeOf(key: string, version: ParameterVersion | undefined): JsonObject {
  if (!version) return { change: { operation: 'PARAMETER', entry: { key } } };
  const { kind, running, title } = version;
  const entry = version.entry as JsonObject;
  const kept = Object.fromEntries(KEPT.flatMap((name) => (entry[name] === undefined ? [] : [[name, entry[name]]])));
  const standing = { key, kind, running, asOf: 'step', titleVi: title?.vi ?? key, titleEn: title?.en ?? key };
  return { change: { operation: 'PARAMETER', entry: { ...standing, ...kept, ...valueOf(version, entry) } } };
}

const KEPT = ['unit', 'precision', 'rollForward', 'direction', 'receipt', 'onSupplement', 'asOf'] as const;

interface Round {
  readonly key: string;
  readonly name: { readonly vi: string; readonly en: string };
  readonly on: string;
  readonly calendar: string;
}

function valueOf({ kind, value }: ParameterVersion, entry: JsonObject): JsonObject {
  if (kind === 'dates') {
    const rounds = (value as unknown as readonly Round[]).map(({ name, ...rest }) => ({ ...rest, nameVi: name.vi, nameEn: name.en }));
    return { rounds };
  }
  if (kind === 'fraction') {
    const { part, of } = value as unknown as { readonly part: number; readonly of: number };
    return { value: `${part}/${of}` };
  }
  const allowed = entry['allowed'];
  const choices = kind === 'enum' && Array.isArray(allowed) && { allowed: allowed.map((one: Json) => ({ value: one })) };
  return { value: shownValue(value), ...choices };
}
