/** Timer values are ISO 8601, cron, or FEEL (BPMN 10.5.5): a wrong one would be an incident on the day it matters. */
import type { BpmnElement } from '../../bpmn-element.ts';
import { isType } from '../../bpmn-element.ts';
import { textOf } from '../../moddle-element.ts';
import { instantOf } from '../../../time-values.ts';
import { parseCycle } from '../../../timers.ts';
import type { Diagram } from '../diagram.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

const READERS: Readonly<Record<string, (value: string) => unknown>> = {
  timeDate: instantOf,
  timeDuration: (value) => {
    if (Temporal.Duration.from(value).sign < 0) throw new RangeError('the duration is negative');
  },
  timeCycle: parseCycle,
};

export function timers({ elements }: Diagram): Finding[] {
  return elements.filter((element) => isType(element, 'bpmn:TimerEventDefinition')).flatMap(ofTimer);
}

export function isDuration(value: string): boolean {
  return fault('timeDuration', value) === undefined;
}

function ofTimer(definition: BpmnElement): Finding[] {
  const event = definition.$parent;
  const given = Object.keys(READERS).filter((name) => textOf(definition, name) !== undefined);
  const count = given.length + (textOf(definition, 'tk:dueParameter') === undefined ? 0 : 1);
  if (count !== 1)
    return [finding('error', 'timerDefinition', event, 'A timer has exactly one date, duration, cycle or parameter.', { count })];
  return given.flatMap((name) => {
    const value = textOf(definition, name) ?? '';
    const reason = value.startsWith('=') ? undefined : fault(name, value);
    if (reason === undefined) return [];
    return [finding('error', 'timerValue', event, `${name} '${value}': ${reason}.`, { attribute: name, value, reason })];
  });
}

function fault(name: string, value: string): string | undefined {
  try {
    READERS[name]?.(value);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
