/** A notice with what it says: by the template of its key, filled with the facts of the case and the data it was given. */
import type { Json } from '../../expressions/json.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { learnHistory, placesByRule, sensitivePlaces, valuesAt } from '../protection/case-values.ts';
import { findNoticeTemplate } from '../../store/repositories/notice-templates.ts';
import { findTaskFacts } from '../../store/queries/find-task-facts.ts';
import { findCaseFacts } from '../../store/queries/find-case-facts.ts';
import type { Notice } from '../../store/projections/notices.ts';
import type { Services } from '../contract.ts';
import { isMail } from './check-templates.ts';
import { fillText } from './fill-text.ts';
import own from './templates.json' with { type: 'json' };

/** Without a template it is told by its key and data alone, in the application only. */
export async function noticeOf(services: Services, notice: Notice): Promise<Notice> {
  return await withoutSensitive(services, await filled(services, notice));
}

/** Notices and mail say nothing that is sensitive or left to rules, nor what was so before it was corrected: who may see it looks at the case. */
async function withoutSensitive(services: Services, notice: Notice): Promise<Notice> {
  const loaded = notice.caseId === undefined ? undefined : await loadCase(services.db, notice.caseId, { now: services.clock() });
  if (!loaded) return notice;
  const byRule = await placesByRule(services, loaded.case.definition);
  const known = valuesAt(loaded, loaded.sealed ? (await sensitivePlaces(services, loaded)).union(byRule) : byRule);
  if (!known) return notice;
  await learnHistory(services, known, loaded.case.id);
  return { ...notice, data: known.values.redactAll(notice.data), text: known.values.redactAll(notice.text) };
}

async function filled({ db }: Services, notice: Notice): Promise<Notice> {
  const template = (await findNoticeTemplate(db, notice.template)) ?? own.find(({ key }) => key === notice.template);
  if (!template) return notice;
  const { caseId, to } = notice;
  const facts = to.taskOf ? await findTaskFacts(db, to.taskOf) : caseId === undefined ? {} : await findCaseFacts(db, caseId);
  return { ...notice, text: fillText(template.text, { ...facts, ...contextOf(notice.data) }), mail: isMail(template.channels) };
}

function contextOf(data: Json): Readonly<Record<string, Json>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Readonly<Record<string, Json>>) : {};
}
