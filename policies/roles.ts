import type { Bilingual } from '../law/calendar.ts';

/** Rules of this file apply to everyone who is signed in; it is never granted. */
export const EVERYONE = 'everyone';

export interface RoleDescription {
  readonly key: string;
  readonly title: Bilingual;
}

/** The roles that can be granted in a unit. A module may bring roles of its own, named `<module>.<role>`. */
export const ROLES: readonly RoleDescription[] = [
  { key: 'admin-local', title: { vi: 'Admin địa phương', en: 'Local administrator' } },
  { key: 'admin-department', title: { vi: 'Admin Cục', en: 'Department administrator' } },
  { key: 'analyst', title: { vi: 'Người phân tích quy trình', en: 'Procedure analyst' } },
  { key: 'jurist', title: { vi: 'Cán bộ pháp chế', en: 'Jurist' } },
  { key: 'manager', title: { vi: 'Lãnh đạo, người phê duyệt', en: 'Manager' } },
  { key: 'officer', title: { vi: 'Cán bộ thụ lý', en: 'Officer' } },
  { key: 'sysadmin', title: { vi: 'Quản trị vận hành kỹ thuật', en: 'System administrator' } },
  { key: 'worker', title: { vi: 'Máy xử lý công việc tự động', en: 'Machine worker' } },
  { key: 'partner', title: { vi: 'Hệ thống của cơ quan phối hợp', en: 'System of another agency' } },
  { key: 'auditor', title: { vi: 'Người kiểm tra, giám sát', en: 'Auditor' } },
];

export const isRole = (key: string): boolean => ROLES.some((role) => role.key === key);
