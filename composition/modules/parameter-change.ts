import type { Json } from '../../expressions/json.ts';
import { isSettled, isTerm, kindOfEntry, type PlainEntry, type RegisterEntry } from '../../law/register-entry.ts';

const NOTE = 'Phiên bản do bản phát hành hoặc mô-đun mang theo; chưa có hiệu lực trước khi được phê duyệt.';

/** An entry as the form of law changes takes it (processes/parameter-change/law-change.form.json). */
export function parameterChange(entry: RegisterEntry): Json {
  const { key, version, title = { vi: key, en: key }, citation, confidence, running = 'keep', asOf = 'step', validFrom, validTo } = entry;
  const standing = { key, version, titleVi: title.vi, titleEn: title.en, citation, confidence, running, asOf };
  const validity = { validFrom: date(validFrom), ...(validTo !== undefined && { validTo: date(validTo) }) };
  const fields = { ...standing, kind: kindOfEntry(entry), settled: isSettled(entry), ...validity, ...valueFields(entry) };
  return { operation: 'PARAMETER', note: NOTE, entry: fields };
}

const date = (value: string): Json => ({ $type: 'date', value });

function valueFields(entry: RegisterEntry): Readonly<Record<string, Json>> {
  if (isTerm(entry)) {
    const { value, unit, precision, rollForward, direction, receipt, onSupplement } = entry;
    return { value: String(value), unit, precision, rollForward, direction, receipt, onSupplement };
  }
  return plainFields(entry as PlainEntry);
}

function plainFields(entry: PlainEntry): Readonly<Record<string, Json>> {
  switch (entry.kind) {
    case 'dates':
      return { rounds: entry.value.map(({ key, name, on, calendar }) => ({ key, nameVi: name.vi, nameEn: name.en, on, calendar })) };
    case 'fraction':
      return { value: `${entry.value.part}/${entry.value.of}` };
    case 'enum':
      return { value: entry.value, allowed: entry.allowed.map((value) => ({ value })) };
    case 'text':
      return { value: entry.value };
    default:
      return { value: String(entry.value), ...(entry.unit !== undefined && { unit: entry.unit }) };
  }
}
