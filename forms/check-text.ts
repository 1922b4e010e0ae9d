import type { Problem } from '../errors.ts';
import type { Check } from './check.ts';
import { checkPersonalId } from './check-personal-id.ts';
import { checkUnit } from './check-unit.ts';

const EMAIL = /^[^\s@<>"(),:;[\]\\]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}$/;
const PHONE = /^\+?[0-9]{8,15}$/;
const PHONE_SEPARATORS = /[\s.()-]/g;

export function checkText(check: Check): Problem | undefined {
  const { field, value, limit, wrong } = check;
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
    case 'personalId':
      return checkPersonalId(check, text);
    case 'unit':
      return checkUnit(check, text);
    default:
      return undefined;
  }
}
