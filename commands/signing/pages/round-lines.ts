/**
 * The lines of a round as the template of one of its lists sees them: of each only the variables that the template names, read page by
 * page, so that a thousand cases are never in memory whole. What a form of the line calls sensitive, or leaves to who is named by a rule,
 * is masked: the list is read by who may see the round.
 */
import type { RoundLine } from '../../../documents/document-input.ts';
import { lineValues } from '../../../documents/round-lines.ts';
import type { DocumentTemplate } from '../../../documents/template.ts';
import type { Variables } from '../../../engine/command.ts';
import type { CaseVariables } from '../../../engine/state.ts';
import { Rejection } from '../../../errors.ts';
import { SensitiveValues } from '../../../protection/sensitive-values.ts';
import { listRoundLines, type RoundLineRecord } from '../../../store/queries/round-lines.ts';
import { findRound } from '../../../store/queries/rounds.ts';
import type { Services } from '../../contract.ts';
import { placesByRule } from '../../protection/case-values.ts';
import { withSealed } from '../../protection/protect-step.ts';
import { sensitiveShape } from '../../protection/sensitive-shape.ts';

const PAGE = 100;
const MOST = 5_000;

/** Undefined where the template has no list of lines, or the case is no round. Throws conflict `roundTooLong`. */
export async function roundLines(services: Services, template: DocumentTemplate, round: string): Promise<readonly RoundLine[] | undefined> {
  const names = lineValues(template);
  if (!names || !(await findRound(services.db, round))) return undefined;
  const masked = new Map<string, ReadonlySet<string>>();
  const lines: RoundLine[] = [];
  for (let page = await listRoundLines(services.db, round, { limit: PAGE }); ;) {
    for (const record of page) {
      const places = masked.get(record.definition) ?? (await maskedPlaces(services, record.definition));
      masked.set(record.definition, places);
      lines.push(lineOf(record, names, places));
    }
    if (lines.length > MOST) throw tooLong();
    const after = page.at(-1);
    if (!after || page.length < PAGE) return lines;
    page = await listRoundLines(services.db, round, { after, limit: PAGE });
  }
}

function tooLong(): Rejection {
  const message = `Expected the round to have at most ${MOST} lines: a list of more is not made in one document.`;
  return new Rejection('conflict', 'roundTooLong', message, { details: { most: MOST } });
}

async function maskedPlaces(services: Services, definition: string): Promise<ReadonlySet<string>> {
  const { places } = await sensitiveShape(services, definition);
  return new Set([...places, ...(await placesByRule(services, definition))]);
}

function lineOf(record: RoundLineRecord, names: ReadonlySet<string>, places: ReadonlySet<string>): RoundLine {
  const { code, state, gates, result, variables, sealed } = record;
  const values = new SensitiveValues(withSealed(places, sealed));
  for (const scope of Object.values(variables)) values.learn(scope);
  const asked = Object.entries(innermost(variables)).filter(([name]) => names.has(name));
  return { code, state, gates, result: result ?? null, values: values.mask(Object.fromEntries(asked), new Set()) };
}

/** Of variables of one name the one that was made last: that of the innermost scope, which is numbered after those around it. */
function innermost(variables: CaseVariables): Variables {
  const scopes = Object.entries(variables).toSorted(([a], [b]) => Number(a) - Number(b));
  return Object.assign({}, ...scopes.map(([, scope]) => scope)) as Variables;
}
