/**
 * One DMN file, from text to the tree of ast.ts. The text is guarded first (no DTD, no entities, bounded), and whatever the
 * language of DMN does not know is a problem: nothing that could change a decision is skipped.
 */
import { Rejection, type Problem } from '../../../errors.ts';
import { guardXml } from '../../model/xml-guard.ts';
import type { Definitions } from '../ast.ts';
import { dmnModdle, MODEL_NAMESPACES } from './dmn-schema.ts';
import { readDefinitions } from './read-definitions.ts';
import type { ParseResult } from 'dmn-moddle';

export interface ParsedFile {
  readonly definitions?: Definitions;
  readonly problems: readonly Problem[];
}

export async function parseDmn(xml: string): Promise<ParsedFile> {
  const refused = guarded(xml);
  if (refused) return { problems: refused };
  const parsed = await parsedXml(xml);
  if (!('rootElement' in parsed)) return { problems: [parsed] };
  const { rootElement, warnings } = parsed;
  const problems: Problem[] = [];
  const report = (problem: Problem): void => void problems.push(problem);
  for (const { message } of warnings.filter(isOurs(rootElement.$attrs))) {
    report({ code: 'dmn.unknown', message: `The file is not as DMN prescribes: ${oneLine(message)}.`, remedy: 'Remove or correct it.' });
  }
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
  return ({ message, element }: ParseResult['warnings'][number]): boolean => {
    if (message.startsWith('unresolved reference')) return false;
    if (element && !element.$type.startsWith('dmn:')) return false;
    const prefix = /<([\w.-]+):[^>]*>/.exec(message)?.[1];
    if (prefix === undefined) return true;
    return prefix === 'dmn' || MODEL_NAMESPACES.includes(attributes[`xmlns:${prefix}`] ?? '');
  };
}

function notDmn(error: unknown): Problem {
  const message = error instanceof Error ? oneLine(error.message) : String(error);
  return {
    code: 'dmn.xml',
    message: `Expected a DMN 1.1 to 1.5 model, but could not read the file: ${message}.`,
    remedy: 'Export the model again from its editor as DMN.',
  };
}

function oneLine(message: string): string {
  return message.replace(/\s+/g, ' ').trim();
}
