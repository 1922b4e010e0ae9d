/** Event definitions (BPMN 10.5.5) to triggers. */
import { type CompileContext, expressionOf, refuse } from './compile-context.ts';
import { flagOf, listOf, type ModdleElement, refOf, textOf, typeOf } from './moddle-element.ts';
import type { AsOf, CodeTrigger, DeadlineFacet, MessageTrigger, TimerSpec, Trigger } from './process-model.ts';

export function triggersOf(context: CompileContext, event: ModdleElement): Trigger[] {
  const definitions = [...listOf(event, 'eventDefinitions'), ...listOf(event, 'eventDefinitionRef')];
  return definitions.map((definition) => triggerOf(context, event, definition)).filter((trigger) => trigger !== undefined);
}

function triggerOf(context: CompileContext, event: ModdleElement, definition: ModdleElement): Trigger | undefined {
  const type = typeOf(definition);
  switch (type) {
    case 'MessageEventDefinition':
      return messageOf(context, event, definition);
    case 'SignalEventDefinition':
      return named(context, event, refOf(definition, 'signalRef'), 'signal', (name) => ({ kind: 'signal', name }));
    case 'TimerEventDefinition':
      return timerOf(context, event, definition);
    case 'ConditionalEventDefinition': {
      const condition = expressionOf(context, event, textOf(definition, 'condition'), 'condition');
      if (!condition) refuse(context, event, 'conditionMissing', `Expected conditional event ${event.id} to have a condition.`);
      return condition && { kind: 'conditional', condition };
    }
    case 'ErrorEventDefinition':
      return { kind: 'error', ...codeOf(refOf(definition, 'errorRef'), 'errorCode') };
    case 'EscalationEventDefinition':
      return { kind: 'escalation', ...codeOf(refOf(definition, 'escalationRef'), 'escalationCode') };
    case 'LinkEventDefinition':
      return { kind: 'link', name: textOf(definition, 'name') ?? textOf(event, 'name') ?? '' };
    case 'CompensateEventDefinition':
      return {
        kind: 'compensate',
        activity: refOf(definition, 'activityRef')?.id,
        waitForCompletion: flagOf(definition, 'waitForCompletion', true),
      };
    case 'CancelEventDefinition':
      return { kind: 'cancel' };
    case 'TerminateEventDefinition':
      return { kind: 'terminate' };
    default:
      refuse(context, event, 'unsupportedElement', `Event ${event.id} has a ${type}, which is not supported.`, { unsupported: type });
      return undefined;
  }
}

/** A code is compared by its text; a definition without a code is known by its id. */
function codeOf(definition: ModdleElement | undefined, attribute: string): Omit<CodeTrigger, 'kind'> {
  const code = definition && textOf(definition, attribute);
  if (code !== undefined || !definition) return { code };
  return { code: definition.id, withoutCode: true };
}

function named(
  context: CompileContext,
  event: ModdleElement,
  definition: ModdleElement | undefined,
  what: string,
  make: (name: string) => Trigger,
): Trigger | undefined {
  const name = definition && (textOf(definition, 'name') ?? definition.id);
  if (name !== undefined) return make(name);
  refuse(context, event, `${what}Missing`, `Expected ${event.id} to reference a ${what}.`);
  return undefined;
}

/** A message by its reference, or by the message flow that is drawn to or from the element. */
export function messageOf(context: CompileContext, event: ModdleElement, holder: ModdleElement): MessageTrigger | undefined {
  const reference = refOf(holder, 'messageRef');
  const id = event.id ?? '';
  const route = context.sends.get(id) ?? context.receives.get(id);
  const name = (reference && (textOf(reference, 'name') ?? reference.id)) ?? route?.message;
  if (name === undefined) {
    refuse(context, event, 'messageMissing', `Expected ${event.id} to reference a message.`);
    return undefined;
  }
  const key = textOf(holder, 'tk:correlationKey') ?? (reference && textOf(reference, 'tk:correlationKey'));
  return {
    kind: 'message',
    name,
    correlationKey: expressionOf(context, event, key, 'correlationKey'),
    target: context.sends.get(id)?.target,
  };
}

function timerOf(context: CompileContext, event: ModdleElement, definition: ModdleElement): Trigger | undefined {
  const deadline = deadlineOf(context, event, definition);
  const specs: TimerSpec[] = deadline ? [{ type: 'deadline', deadline }] : [];
  for (const [type, attribute] of [
    ['date', 'timeDate'],
    ['duration', 'timeDuration'],
    ['cycle', 'timeCycle'],
  ] as const) {
    const source = textOf(definition, attribute);
    if (source === undefined) continue;
    const value = /^(=|[$#]\{)/.test(source) ? expressionOf(context, event, source, attribute) : source;
    if (value !== undefined) specs.push({ type, value });
  }
  const [timer, ...more] = specs;
  if (!timer || more.length) {
    refuse(
      context,
      event,
      'timerDefinition',
      `Expected timer ${event.id} to have exactly one of timeDate, timeDuration, timeCycle and a parameter.`,
    );
    return undefined;
  }
  return { kind: 'timer', timer };
}

export function deadlineOf(context: CompileContext, owner: ModdleElement, holder: ModdleElement): DeadlineFacet | undefined {
  const parameter = textOf(holder, 'tk:dueParameter');
  if (parameter === undefined) return undefined;
  return {
    parameter,
    calendar: textOf(holder, 'tk:calendar'),
    clockStart: expressionOf(context, owner, textOf(holder, 'tk:clockStart'), 'clockStart'),
    asOf: asOf(context, owner, textOf(holder, 'tk:asOf')),
  };
}

const AS_OF: readonly string[] = ['caseStart', 'step', 'offence', 'mostFavourable'];

export function asOf(context: CompileContext, owner: ModdleElement, value: string | undefined): AsOf {
  if (value === undefined) return 'step';
  if (AS_OF.includes(value)) return value as AsOf;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return { date: value };
  refuse(context, owner, 'asOf', `Expected asOf of ${owner.id} to be one of ${AS_OF.join(', ')} or a date, but it is '${value}'.`);
  return 'step';
}
