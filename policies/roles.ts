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
  { key: 'court-clerk', title: { vi: 'Thư ký Tòa án', en: 'Clerk of the court' } },
  { key: 'judge', title: { vi: 'Thẩm phán', en: 'Judge' } },
  { key: 'chief-judge', title: { vi: 'Chánh án Tòa án', en: 'Chief judge' } },
  { key: 'court-registry', title: { vi: 'Văn thư Tòa án', en: 'Registry of the court' } },
  { key: 'prosecutor', title: { vi: 'Kiểm sát viên', en: 'Prosecutor' } },
  { key: 'procuracy-head', title: { vi: 'Viện trưởng Viện kiểm sát', en: 'Head of the procuracy' } },
  { key: 'enforcement-head', title: { vi: 'Thủ trưởng cơ quan thi hành án hình sự', en: 'Head of the criminal enforcement agency' } },
  { key: 'enforcement-officer', title: { vi: 'Cán bộ cơ quan thi hành án hình sự', en: 'Officer of the criminal enforcement agency' } },
  {
    key: 'enforcement-director',
    title: { vi: 'Thủ trưởng Cơ quan quản lý thi hành án hình sự', en: 'Director of the criminal enforcement administration' },
  },
  { key: 'appraisal-secretary', title: { vi: 'Thư ký Hội đồng thẩm định', en: 'Secretary of the appraisal council' } },
  { key: 'security-investigation', title: { vi: 'Cơ quan An ninh điều tra', en: 'Security investigation agency' } },
  { key: 'prison-warden', title: { vi: 'Giám thị trại giam, trại tạm giam', en: 'Prison warden' } },
  { key: 'prison-officer', title: { vi: 'Cán bộ quản giáo', en: 'Prison officer' } },
  { key: 'subcommittee-secretary', title: { vi: 'Thư ký Tiểu ban phân trại', en: 'Secretary of the sub-camp committee' } },
  { key: 'council-secretary', title: { vi: 'Thư ký Hội đồng xét, đề nghị', en: 'Secretary of the review council' } },
  {
    key: 'prison-registry',
    title: { vi: 'Văn thư trại giam, cơ quan thi hành án hình sự', en: 'Registry of the prison or enforcement agency' },
  },
  { key: 'commune-police', title: { vi: 'Công an cấp xã', en: 'Commune police' } },
  { key: 'commune-chair', title: { vi: 'Chủ tịch Ủy ban nhân dân cấp xã', en: 'Chair of the commune committee' } },
  { key: 'army-unit', title: { vi: 'Đơn vị quân đội được giao quản lý', en: 'Army unit in charge' } },
  { key: 'auditor', title: { vi: 'Người kiểm tra, giám sát', en: 'Auditor' } },
];

export const isRole = (key: string): boolean => ROLES.some((role) => role.key === key);
