/**
 * One DMN file, from text to the tree of ast.ts. The text is guarded first (no DTD, no entities, bounded), and whatever the
 * language of DMN does not know is a problem: nothing that could change a decision is skipped.
 */
import { Rejection, type Problem } from '../../../errors.ts';
import { tightenAttributes } from '../../model/tighten-attributes.ts';
import { guardXml } from '../../model/xml-guard.ts';
import type { Definitions } from '../ast.ts';
import { dmnModdle, MODEL_NAMESPACES } from './dmn-schema.ts';
import { readDefinitions } from './read-definitions.ts';
import { dmnProblem, type Report } from '../problem.ts';
import type { ParseResult, ParseWarning } from 'dmn-moddle';

export interface ParsedFile {
  readonly definitions?: Definitions;
  readonly problems: readonly Problem[];
}

export async function parseDmn(source: string): Promise<ParsedFile> {
  // Vietnamese letters may come composed or not; in one form, names and texts that look equal are equal.
  const xml = tightenAttributes(source).normalize('NFC');
  const refused = guarded(xml);
  if (refused) return { problems: refused };
  const parsed = await parsedXml(xml);
  if (!('rootElement' in parsed)) return { problems: [parsed] };
  const { rootElement, warnings } = parsed;
  const problems: Problem[] = [];
  const report: Report = (...what) => void problems.push(dmnProblem(...what));
  for (const warning of warnings.filter(isOurs(rootElement.$attrs))) problems.push(problemOf(warning));
  const own = rootElement.get('id');
  const id = typeof own === 'string' ? own : 'definitions';
  return { definitions: readDefinitions({ element: rootElement, id, report }), problems };
}

async function parsedXml(xml: string): Promise<ParseResult | Problem> {
  try {
    return await dmnModdle.fromXML(xml);
  } catch (error) {
    return notDmn(error);
  }
}

function guarded(xml: string): readonly Problem[] | undefined {
  try {
    guardXml(xml);
    return undefined;
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    return error.problems.length > 0 ? error.problems : [{ code: error.code, message: error.message }];
  }
}

/** Unknown elements and attributes of other vendors' namespaces, and all of the diagram, say nothing about the decision. */
function isOurs(attributes: Readonly<Record<string, string>>) {
  return ({ message, element }: ParseWarning): boolean => {
    if (message.startsWith('unresolved reference')) return false;
    if (element && !element.$type.startsWith('dmn:')) return false;
    const prefix = /<([\w.-]+):[^>]*>/.exec(message)?.[1];
    if (prefix === undefined) return true;
    return prefix === 'dmn' || MODEL_NAMESPACES.includes(attributes[`xmlns:${prefix}`] ?? '');
  };
}

/** moddle tells what it does not know in one sentence, of three kinds. */
function problemOf({ message, element }: ParseWarning): Problem {
  const line = Number(/line: (\d+)/.exec(message)?.[1] ?? -1) + 1;
  const doubled = /duplicate ID <([^>]*)>/.exec(message)?.[1];
  if (doubled !== undefined) return dmnProblem('dmnDuplicateId', doubled, { id: doubled, line });
  const attribute = /^unknown attribute <([^>]*)>/.exec(message)?.[1];
  const owner = element?.get('id');
  if (attribute !== undefined) return dmnProblem('dmnUnknownAttribute', typeof owner === 'string' ? owner : element?.$type, { attribute });
  const content = /^unparsable content (<[^>]*>)/.exec(message)?.[1];
  return content === undefined
    ? dmnProblem('dmnUnknown', undefined, { reason: oneLine(message) })
    : dmnProblem('dmnUnknownElement', undefined, { content, line });
}

function notDmn(error: unknown): Problem {
  return dmnProblem('dmnXml', undefined, { reason: error instanceof Error ? oneLine(error.message) : String(error) });
}

function oneLine(message: string): string {
  return message.replace(/\s+/g, ' ').trim();
}
