/** By when: due parameters, the start of the clock, escalations, times that stand in the diagram. */
import { positionOf } from './mutate-task-rules.ts';
import type { TextChange } from './mutant.ts';
import { attributeOf, idOf, spliced, type XmlElement } from './xml-elements.ts';

export function mutateTimes(text: string, elements: readonly XmlElement[], parameters: readonly string[]): readonly TextChange[] {
  return elements.flatMap((element) => [
    ...dueParameter(text, element, parameters),
    ...withoutAttribute(text, element, 'clockStart'),
    ...withoutAttribute(text, element, 'due'),
    ...escalation(text, element),
    ...duration(text, element),
  ]);
}

function dueParameter(text: string, element: XmlElement, parameters: readonly string[]): readonly TextChange[] {
  const attribute = attributeOf(element, 'dueParameter');
  if (!attribute) return [];
  const at = parameters.indexOf(attribute.raw);
  const other = parameters.length > 1 ? parameters[(at + 1) % parameters.length] : undefined;
  return [
    ...(element.name === 'timerEventDefinition'
      ? []
      : [{ element: idOf(element), change: 'dueParameter', text: spliced(text, attribute.whole, '') }]),
    ...(other === undefined
      ? []
      : [{ element: elementOf(element), change: `dueParameter=${other}`, text: spliced(text, attribute.value, other) }]),
  ];
}

function withoutAttribute(text: string, element: XmlElement, name: string): readonly TextChange[] {
  const attribute = attributeOf(element, name);
  return attribute ? [{ element: elementOf(element), change: name, text: spliced(text, attribute.whole, '') }] : [];
}

/** An event definition is called by its event. */
function elementOf(element: XmlElement): string {
  return element.name.endsWith('EventDefinition') && element.parent ? idOf(element.parent) : idOf(element);
}

function escalation(text: string, element: XmlElement): readonly TextChange[] {
  const at = element.name === 'escalation' ? attributeOf(element, 'at') : undefined;
  if (!at) return [];
  const name = `escalation${positionOf(element)}`;
  const share = /^(\d+)%$/.exec(at.raw);
  const next = share ? `${Number(share[1]) > 90 ? 90 : Number(share[1]) + 5}%` : later(at.raw);
  return [
    { element: idOf(element), change: name, text: spliced(text, element.whole, '') },
    { element: idOf(element), change: `${name}.at=${next}`, text: spliced(text, at.value, next) },
  ];
}

const later = (duration: string): string => Temporal.Duration.from(duration).add({ hours: 1 }).toString();

/** `timeDuration` as text: one more of its largest unit. */
function duration(text: string, element: XmlElement): readonly TextChange[] {
  if (element.name !== 'timeDuration') return [];
  const written = text.slice(element.inner.from, element.inner.to).trim();
  const number = /\d+/.exec(written);
  if (!number || !written.startsWith('P')) return [];
  const next = written.slice(0, number.index) + String(Number(number[0]) + 1) + written.slice(number.index + number[0].length);
  const event = element.parent ? elementOf(element.parent) : idOf(element);
  return [{ element: event, change: `timeDuration=${next}`, text: spliced(text, element.inner, next) }];
}
