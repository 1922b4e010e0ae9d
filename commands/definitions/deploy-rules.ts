import { Rejection } from '../../errors.ts';
import type { Json } from '../../expressions/json.ts';
import { listModuleRules, saveModuleRules } from '../../store/repositories/module-rules.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { crashPoint } from '../crash-point.ts';
import { readModuleRules } from './read-module-rules.ts';

const KEY = /^[a-z][a-z0-9-]*$/;

/** The rights that a module brings, in force on every node within seconds. They may grant on the module's own procedures only (design D14). */
export const deployRules: PlainCommandOf<'deployRules'> = {
  kind: 'plain',
  by: 'system',
  answer: 'kept',
  async run({ actor }, { services, input: { module, procedures, rules, dryRun } }, now) {
    if (!KEY.test(module)) throw new Rejection('validation', 'moduleKeyInvalid', `Expected the key of a module, but found '${module}'.`);
    const files = readModuleRules(module, procedures, rules);
    crashPoint('resourcesChecked');
    const stored = (await listModuleRules(services.db)).find((one) => one.module === module);
    const changed = JSON.stringify(files) !== JSON.stringify(stored?.rules ?? []);
    const same = !changed && JSON.stringify(procedures) === JSON.stringify(stored?.procedures ?? []);
    if (same || dryRun) return { changed };
    await saveModuleRules(services.db, { module, procedures, rules: files as unknown as readonly Json[] }, actor.account, now);
    crashPoint('deploymentSaved');
    services.moduleRules.forget();
    return { changed };
  },
};
