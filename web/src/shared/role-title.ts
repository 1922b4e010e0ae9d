import { ROLES } from '../../../policies/roles.ts';

/** As the catalogue of roles calls it; a role that a module brought, by its key. */
export function roleTitle(key: string, language: 'vi' | 'en'): string {
  const title = ROLES.find((role) => role.key === key)?.title;
  return title ? title[language] : key;
}
