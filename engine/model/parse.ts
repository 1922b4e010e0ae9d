/**
 * XML to a moddle tree, with our extension and the vocabularies of Camunda 7 (and its forks) and 8. What the reader had to leave
 * out is reported, never silently lost: content it does not know is an error, and so is a reference to nothing.
 */
import { BpmnModdle } from 'bpmn-moddle';
import { Reader } from 'moddle-xml';
import type { ReaderContext, ReaderWarning, RootHandler } from 'moddle-xml';
import { Rejection } from '../../errors.ts';
import trinhKy from './extension/trinh-ky.json' with { type: 'json' };
import type { BpmnElement } from './bpmn-element.ts';
import { lexicalFaults } from './lexical-values.ts';
import { finding } from './lint/finding.ts';
import type { Finding } from './lint/finding.ts';
import { watchOverwrites } from './overwritten.ts';
import { CAMUNDA_7, CAMUNDA_8, SAME_AS_CAMUNDA_7 } from './vendors/namespaces.ts';
import { tightenAttributes } from './tighten-attributes.ts';
import { guardXml } from './xml-guard.ts';

export interface ParsedBpmn {
  readonly definitions: BpmnElement;
  readonly warnings: readonly Finding[];
}

/** Each fault costs the reader a walk over the file, so their number is bounded. */
const MOST_FAULTS = 100;

/** Throws Rejection 'deployment': an unsafe file (see guardXml), not BPMN 2.0, or more faults than are worth listing. */
export async function parseBpmn(source: string): Promise<ParsedBpmn> {
  const xml = tightenAttributes(source);
  const written: Finding[] = [];
  guardXml(xml, (element) => {
    if (written.length < MOST_FAULTS) written.push(...lexicalFaults(element, (offset) => lineAt(xml, offset)));
  });
  const model = createModdle();
  const overwritten = watchOverwrites(model.properties);
  const reader = new Reader({ model, lax: true });
  const faults: ReaderWarning[] = [];
  const handler = collectFaults(reader.handler('bpmn:Definitions'), faults, ownPrefixes(xml));
  try {
    const { rootElement } = await reader.fromXML(xml, handler);
    return { definitions: rootElement, warnings: [...written, ...faults.map(toFinding), ...overwritten().slice(0, MOST_FAULTS)] };
  } catch (cause) {
    if (cause instanceof Rejection) throw cause;
    throw notBpmn(cause);
  }
}

/**
 * A model that knows BPMN 2.0 and our extension. Of the vendors' vocabularies only the prefixes are set: their descriptors clash
 * with each other (both extend elements with `modelerTemplate`) and make the reader drop what they do not list; read as generic
 * content nothing of theirs is lost, and vendors/ decides on each attribute.
 */
export function createModdle(): BpmnModdle {
  const camunda = [CAMUNDA_7, ...SAME_AS_CAMUNDA_7].map((uri) => [uri, 'camunda'] as const);
  return new BpmnModdle({ tk: trinhKy }, { nsMap: Object.fromEntries([...camunda, [CAMUNDA_8, 'zeebe']]) });
}

/** The reader makes its own context and offers no hook on it, but hands it to the root handler. */
function collectFaults(handler: RootHandler, faults: ReaderWarning[], own: ReadonlySet<string>): RootHandler {
  let context: ReaderContext;
  return Object.defineProperty(handler, 'context', {
    get: () => context,
    set: (value: ReaderContext) => {
      context = value;
      const keep = context.addReference.bind(context);
      context.addReference = (reference) => keep(withoutOwnPrefix(reference, own));
      context.addWarning = (warning) => {
        // guardXml has already decided that such a file is plain ASCII.
        if (warning.message.startsWith('unsupported document encoding')) return;
        faults.push(warning);
        if (faults.length > MOST_FAULTS) throw tooManyFaults(faults);
      };
    },
  });
}

/**
 * References are QNames (BPMN 8.1.1): `tns:invoice` is `invoice` of this file when `tns` stands for its target namespace. Read
 * late, because a reference in an element's text is known here before its text is.
 */
function withoutOwnPrefix(reference: { id: string }, own: ReadonlySet<string>): { id: string } {
  let id = reference.id;
  const local = (): string => (own.has(id.slice(0, Math.max(0, id.indexOf(':')))) ? id.slice(id.indexOf(':') + 1) : id);
  const write = (next: string): void => {
    id = next;
  };
  return Object.defineProperty(reference, 'id', { get: local, set: write });
}

function ownPrefixes(xml: string): ReadonlySet<string> {
  const root = /<(?:[\w.-]+:)?definitions\b[^>]*>/.exec(xml)?.[0] ?? '';
  const target = /\stargetNamespace=["']([^"']*)["']/.exec(root)?.[1];
  const bound = [...root.matchAll(/\sxmlns:([\w.-]+)=["']([^"']*)["']/g)];
  return new Set(bound.flatMap(([, prefix, uri]) => (prefix !== undefined && uri === target ? [prefix] : [])));
}

function lineAt(xml: string, offset: number): number {
  return xml.slice(0, offset).split('\n').length;
}

function toFinding({ message, error, element, property, value }: ReaderWarning): Finding {
  if (error) return unreadable(message, error.message);
  const isDiagram = element !== undefined && /^(bpmndi|dc|di):/.test(element.$type);
  const severity = isDiagram ? 'warning' : 'error';
  const details = { property: property ?? '', value: value ?? '' };
  if (message.startsWith('unresolved reference')) {
    return finding(severity, 'unresolvedReference', element, `'${property}' refers to '${value}', which does not exist.`, details);
  }
  return finding(severity, 'unknownAttribute', element, `Attribute '${property}' is not known.`, details);
}

function unreadable(message: string, reason: string): Finding {
  const line = Number(/line: (\d+)/.exec(message)?.[1] ?? 0) + 1;
  const tag = /^unparsable content <\/?([^\s>/]*)/.exec(message)?.[1] ?? '';
  const id = /^(?:duplicate|illegal) ID <(.*)>$/.exec(reason)?.[1];
  const details = { line, tag, reason };
  if (id === undefined) return finding('error', 'unreadableContent', undefined, `Line ${line}: ${reason}.`, details);
  const code = reason.startsWith('duplicate') ? 'duplicateId' : 'illegalId';
  return { ...finding('error', code, undefined, `Line ${line}: ${reason}.`, { ...details, element: id }), path: id };
}

function tooManyFaults(faults: readonly ReaderWarning[]): Rejection {
  return new Rejection('deployment', 'tooManyFaults', `The file has more than ${MOST_FAULTS} faults.`, {
    problems: faults.slice(0, MOST_FAULTS).map(toFinding),
  });
}

function notBpmn(cause: unknown): Rejection {
  const message = cause instanceof Error ? cause.message : String(cause);
  const details = { reason: message.slice(0, 300) };
  return new Rejection('deployment', 'notBpmn', 'Expected a BPMN 2.0 document with one <definitions> element.', {
    details,
    problems: [{ code: 'notBpmn', message: details.reason, details }],
    cause,
  });
}
