import type { Problem } from '../../errors.ts';
import { type Expression, ExpressionError, type ExpressionLanguage } from '../../expressions/contract.ts';
import { type ModdleElement, textOf } from './moddle-element.ts';
import type { Flow, Mapping, Node, ScopeFacet, ValueList } from './process-model.ts';

export interface CompileOptions {
  readonly language: ExpressionLanguage;
  /** a manual task waits for a person's confirmation, or passes (BPMN 10.3.3.6 leaves its execution outside) */
  readonly manualTask: 'wait' | 'pass';
  /** a task without a type */
  readonly abstractTask: 'wait' | 'pass';
}

/** Where a message flow leads: the message's name and the process key (or participant) that receives it. */
export interface MessageRoute {
  readonly message: string | undefined;
  readonly target: string | undefined;
}

export interface CompileContext {
  readonly options: CompileOptions;
  readonly problems: Problem[];
  /** message flows by the id of the element or participant's process they start or end at */
  readonly sends: ReadonlyMap<string, MessageRoute>;
  readonly receives: ReadonlyMap<string, MessageRoute>;
}

/** Nodes while they are being built; afterwards nobody writes to them. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };
export type NodeDraft = Omit<Draft<Node>, 'scope'> & { scope: Draft<ScopeFacet> | undefined };
export type FlowDraft = Draft<Flow>;

export function refuse(
  context: CompileContext,
  element: ModdleElement,
  code: string,
  message: string,
  details: Record<string, unknown> = {},
): void {
  context.problems.push({
    code,
    path: element.id ?? element.$type,
    message,
    details: { element: element.id, type: element.$type, ...details },
  });
}

/** Compiles FEEL (a leading '=' is allowed); a syntax error becomes a problem that names the element. */
export function expressionOf(
  context: CompileContext,
  element: ModdleElement,
  source: string | undefined,
  what: string,
): Expression | undefined {
  if (source === undefined) return undefined;
  try {
    return context.options.language.compile(source);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    refuse(context, element, 'expressionSyntax', `Expected '${what}' of ${element.id} to be FEEL: ${error.message}`, {
      attribute: what,
      source,
      offset: error.offset,
    });
    return undefined;
  }
}

/** Text that begins with '=' is FEEL; other text is itself, a list when separated by commas. */
export function valueListOf(context: CompileContext, element: ModdleElement, source: string | undefined, what: string): ValueList {
  if (source === undefined) return { literal: [] };
  if (/^(=|[$#]\{)/.test(source)) {
    const expression = expressionOf(context, element, source, what);
    return expression ? { expression } : { literal: [] };
  }
  return {
    literal: source
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  };
}

export function mappingsOf(context: CompileContext, element: ModdleElement, entries: readonly ModdleElement[], what: string): Mapping[] {
  const mappings: Mapping[] = [];
  for (const entry of entries) {
    const target = entry.get('target');
    const source = expressionOf(context, element, textOf(entry, 'source') ?? '', what);
    if (typeof target !== 'string' || target === '' || target.startsWith('$'))
      refuse(context, element, 'mappingTarget', `Expected ${what} of ${element.id} to name a variable.`);
    else if (source) mappings.push({ source, target });
  }
  return mappings;
}
