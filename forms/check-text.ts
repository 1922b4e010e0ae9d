import type { Problem } from '../errors.ts';
import type { Check } from './check.ts';
import { ZONE } from './form.ts';
import { readPersonalId } from './personal-id.ts';

const EMAIL = /^[^\s@<>"(),:;[\]\\]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}$/;
const PHONE = /^\+?[0-9]{8,15}$/;
const PHONE_SEPARATORS = /[\s.()-]/g;

export function checkText({ field, value, limit, wrong, now }: Check): Problem | undefined {
  const text = typeof value === 'string' ? value : '';
  const length = Array.from(text).length;
  const [min, max] = [limit(field.min), limit(field.max)];
  if (min !== undefined && length < Number(min)) return wrong('form.tooShort', { limit: min });
  if (max !== undefined && length > Number(max)) return wrong('form.tooLong', { limit: max });
  if (field.pattern && !field.pattern.matcher(text).find()) return wrong('form.pattern');
  switch (field.format) {
    case 'email':
      return EMAIL.test(text) ? undefined : wrong('form.email');
    case 'phone':
      return PHONE.test(text.replaceAll(PHONE_SEPARATORS, '')) ? undefined : wrong('form.phone');
    case 'personalId': {
      const read = readPersonalId(text, Temporal.Instant.from(now).toZonedDateTimeISO(ZONE).year);
      return read.ok ? undefined : wrong(read.code, { part: read.part });
    }
    default:
      return undefined;
  }
}
