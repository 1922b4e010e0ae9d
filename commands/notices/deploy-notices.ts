/** Texts of notices of a module, all or none: each placeholder must be one that the module's diagrams fill in. */
import { Rejection } from '../../errors.ts';
import { byRight } from '../../store/by-right.ts';
import { saveNoticeTemplates, templatesOfOthers } from '../../store/repositories/notice-templates.ts';
import { INSTALLER_ACTOR } from '../actors.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { readBpmn } from '../../casework/compile-bpmn.ts';
import { requirePermission } from '../../casework/require-permission.ts';
import { checkTemplates } from './check-templates.ts';
import { toldNames } from './told-names.ts';

const MOST = 500;

/** Throws deployment `noticesRefused` with one problem for each fault; conflict `noticeOfOther`; forbidden. */
export const deployNotices: PlainCommandOf<'deployNotices'> = {
  kind: 'plain',
  by: 'anyone',
  answer: 'kept',
  async run(acting, { services, actor, input }, now) {
    const { module, diagrams, templates } = input;
    const place = { procedure: module, caseUnit: services.rootUnit };
    if (actor !== INSTALLER_ACTOR) requirePermission(acting.ability, 'deploy', 'Definition', place, true);
    const problems = templates.length > MOST ? [tooMany] : checkTemplates(templates, toldNames(await modelsOf(diagrams)));
    if (problems.length > 0)
      throw new Rejection(
        'deployment',
        'noticesRefused',
        `Found ${problems.length} fault(s) in the notices of '${module}': ${problems[0]?.message}`,
        {
          problems,
        },
      );
    const foreign = await templatesOfOthers(
      services.db,
      module,
      templates.map(({ key }) => key),
    );
    if (foreign.length > 0)
      throw new Rejection(
        'conflict',
        'noticeOfOther',
        `Expected notices of '${module}', but ${foreign.join(', ')} belong to another module.`,
      );
    if (input.dryRun) return { keys: templates.map(({ key }) => key) };
    const by = acting.actor.account;
    await byRight(services.db, acting.epochs, async (tx) => await saveNoticeTemplates(tx, module, templates, by, now));
    return { keys: templates.map(({ key }) => key) };
  },
};

const tooMany = { code: 'noticeText', path: '', message: `Expected at most ${MOST} notices.` };

/** What is wrong with a diagram, its own deployment says. */
async function modelsOf(diagrams: readonly string[]) {
  const models = [];
  for (const xml of diagrams) models.push(...(await readBpmn(xml)).models);
  return models;
}
