import { readRuleFile } from './read-rule-file.ts';
import { REGISTRY_ROLES } from './roles.ts';
import type { RuleFile } from './rule.ts';
import adminDepartment from './rules/admin-department.json' with { type: 'json' };
import adminLocal from './rules/admin-local.json' with { type: 'json' };
import analyst from './rules/analyst.json' with { type: 'json' };
import auditor from './rules/auditor.json' with { type: 'json' };
import dataSteward from './rules/data-steward.json' with { type: 'json' };
import everyone from './rules/everyone.json' with { type: 'json' };
import jurist from './rules/jurist.json' with { type: 'json' };
import manager from './rules/approving-manager.json' with { type: 'json' };
import officer from './rules/officer.json' with { type: 'json' };
import outsideUser from './rules/outside-user.json' with { type: 'json' };
import partner from './rules/partner.json' with { type: 'json' };
import registry from './rules/registry.json' with { type: 'json' };
import sysadmin from './rules/sysadmin.json' with { type: 'json' };
import worker from './rules/worker.json' with { type: 'json' };

/** The rules of the product itself; those of modules are read with `readRuleFile`, checked, and added to these. */
export const SHIPPED_RULES: readonly RuleFile[] = [
  everyone,
  adminLocal,
  adminDepartment,
  analyst,
  dataSteward,
  jurist,
  manager,
  officer,
  outsideUser,
  partner,
  sysadmin,
  worker,
  auditor,
  ...REGISTRY_ROLES.map((role) => ({ ...registry, role })),
].map(readRuleFile);
