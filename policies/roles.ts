import type { Bilingual } from '../law/calendar.ts';

/** Rules of this file apply to everyone who is signed in; it is never granted. */
export const EVERYONE = 'everyone';

export interface RoleDescription {
  readonly key: string;
  readonly title: Bilingual;
}

/** The roles of the product; each has a rule file. */
export const PRODUCT_ROLES: readonly RoleDescription[] = [
  { key: 'admin-local', title: { vi: 'Admin địa phương', en: 'Local administrator' } },
  { key: 'admin-department', title: { vi: 'Admin Cục', en: 'Department administrator' } },
  { key: 'analyst', title: { vi: 'Người phân tích quy trình', en: 'Procedure analyst' } },
  { key: 'jurist', title: { vi: 'Cán bộ pháp chế', en: 'Jurist' } },
  { key: 'data-steward', title: { vi: 'Người chịu trách nhiệm dữ liệu', en: 'Data steward' } },
  { key: 'manager', title: { vi: 'Lãnh đạo, người phê duyệt', en: 'Manager' } },
  { key: 'officer', title: { vi: 'Cán bộ thụ lý', en: 'Officer' } },
  { key: 'registry', title: { vi: 'Văn thư cơ quan', en: 'Registry of the agency' } },
  { key: 'outside-user', title: { vi: 'Người dùng ngoài hệ thống THADS', en: 'Outside user' } },
  { key: 'sysadmin', title: { vi: 'Quản trị vận hành kỹ thuật', en: 'System administrator' } },
  { key: 'worker', title: { vi: 'Máy xử lý công việc tự động', en: 'Machine worker' } },
  { key: 'partner', title: { vi: 'Hệ thống của cơ quan phối hợp', en: 'System of another agency' } },
  { key: 'auditor', title: { vi: 'Người kiểm tra, giám sát', en: 'Auditor' } },
];

/** Roles of the agencies of criminal enforcement: their rights are the tasks that name them, and the rules of the procedures. */
export const AGENCY_ROLES: readonly RoleDescription[] = [
  { key: 'court-clerk', title: { vi: 'Thư ký Tòa án', en: 'Clerk of the court' } },
  { key: 'chief-judge', title: { vi: 'Chánh án Tòa án', en: 'Chief judge' } },
  { key: 'court-registry', title: { vi: 'Văn thư Tòa án', en: 'Registry of the court' } },
  { key: 'procuracy-head', title: { vi: 'Viện trưởng Viện kiểm sát', en: 'Head of the procuracy' } },
  { key: 'enforcement-head', title: { vi: 'Thủ trưởng cơ quan thi hành án hình sự', en: 'Head of the criminal enforcement agency' } },
  { key: 'enforcement-officer', title: { vi: 'Cán bộ cơ quan thi hành án hình sự', en: 'Officer of the criminal enforcement agency' } },
  { key: 'commune-police', title: { vi: 'Công an cấp xã', en: 'Commune police' } },
  { key: 'army-unit', title: { vi: 'Đơn vị quân đội được giao quản lý', en: 'Army unit in charge' } },
  { key: 'prison-warden', title: { vi: 'Giám thị trại giam, trại tạm giam', en: 'Prison warden' } },
  { key: 'prison-council', title: { vi: 'Hội đồng xét, đề nghị của trại giam', en: 'Council of the prison' } },
  { key: 'minister-public-security', title: { vi: 'Bộ trưởng Bộ Công an', en: 'Minister of Public Security' } },
  { key: 'supreme-court', title: { vi: 'Tòa án nhân dân tối cao', en: "Supreme People's Court" } },
  { key: 'supreme-procuracy', title: { vi: 'Viện kiểm sát nhân dân tối cao', en: "Supreme People's Procuracy" } },
  { key: 'judge', title: { vi: 'Thẩm phán', en: 'Judge' } },
  { key: 'prosecutor', title: { vi: 'Kiểm sát viên', en: 'Prosecutor' } },
  {
    key: 'enforcement-director',
    title: { vi: 'Thủ trưởng Cơ quan quản lý thi hành án hình sự', en: 'Director of the criminal enforcement administration' },
  },
  { key: 'appraisal-secretary', title: { vi: 'Thư ký Hội đồng thẩm định', en: 'Secretary of the appraisal council' } },
  { key: 'security-investigation', title: { vi: 'Cơ quan An ninh điều tra', en: 'Security investigation agency' } },
  { key: 'prison-officer', title: { vi: 'Cán bộ quản giáo', en: 'Prison officer' } },
  { key: 'subcommittee-secretary', title: { vi: 'Thư ký Tiểu ban phân trại', en: 'Secretary of the sub-camp committee' } },
  { key: 'council-secretary', title: { vi: 'Thư ký Hội đồng xét, đề nghị', en: 'Secretary of the review council' } },
  {
    key: 'prison-registry',
    title: { vi: 'Văn thư trại giam, cơ quan thi hành án hình sự', en: 'Registry of the prison or enforcement agency' },
  },
  { key: 'prison-doctor', title: { vi: 'Y tế trại giam, trại tạm giam', en: 'Medical staff of the prison' } },
  { key: 'custody-officer', title: { vi: 'Cán bộ nơi nhận người được trích xuất, chuyển đến', en: 'Officer of the receiving facility' } },
  { key: 'proceedings-officer', title: { vi: 'Cán bộ cơ quan tiến hành tố tụng', en: 'Officer of the body that conducts proceedings' } },
  { key: 'proceedings-head', title: { vi: 'Người đứng đầu cơ quan tiến hành tố tụng', en: 'Head of the body that conducts proceedings' } },
  {
    key: 'central-authority',
    title: { vi: 'Cơ quan trung ương về chuyển giao (Bộ Công an)', en: 'Central authority for transfers (Ministry of Public Security)' },
  },
  { key: 'foreign-affairs', title: { vi: 'Bộ Ngoại giao', en: 'Ministry of Foreign Affairs' } },
  { key: 'justice-ministry', title: { vi: 'Bộ Tư pháp', en: 'Ministry of Justice' } },
  { key: 'diplomatic-mission', title: { vi: 'Cơ quan đại diện Việt Nam ở nước ngoài', en: 'Vietnamese mission abroad' } },
  { key: 'office-registry', title: { vi: 'Văn thư cơ quan', en: 'Registry of the agency' } },
  { key: 'commune-chair', title: { vi: 'Chủ tịch Ủy ban nhân dân cấp xã', en: 'Chair of the commune committee' } },
];

/** Văn thư, whatever a procedure calls it: they have the rules of `registry`. */
export const REGISTRY_ROLES: readonly string[] = ['registry', 'court-registry', 'prison-registry', 'office-registry'];

/** The roles that can be granted in a unit. A module may bring roles of its own, named `<module>.<role>`. */
export const ROLES: readonly RoleDescription[] = [...PRODUCT_ROLES, ...AGENCY_ROLES];

export const isRole = (key: string): boolean => ROLES.some((role) => role.key === key);
