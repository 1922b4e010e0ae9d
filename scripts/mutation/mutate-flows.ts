import type { TextChange } from './mutant.ts';
import { attributeOf, decoded, encoded, idOf, spliced, type Span, type XmlElement } from './xml-elements.ts';

/** Events that cannot but interrupt. */
const ALWAYS_INTERRUPTING = ['errorEventDefinition', 'cancelEventDefinition', 'compensateEventDefinition'];

export function mutateFlows(text: string, elements: readonly XmlElement[]): readonly TextChange[] {
  return [...negated(text, elements), ...otherDefaults(text, elements), ...interruption(text, elements)];
}

function conditionOf(flow: XmlElement): XmlElement | undefined {
  return flow.children.find(({ name }) => name === 'conditionExpression');
}

function negated(text: string, elements: readonly XmlElement[]): readonly TextChange[] {
  return elements.flatMap((flow) => {
    const condition = flow.name === 'sequenceFlow' ? conditionOf(flow) : undefined;
    if (!condition) return [];
    const source = decoded(text.slice(condition.inner.from, condition.inner.to)).trim().replace(/^=/, '').trim();
    return [{ element: idOf(flow), change: 'negated', text: spliced(text, condition.inner, encoded(`= not(${source})`)) }];
  });
}

/** The way that is taken when no other is, and one with a condition, are mistaken for each other. */
function otherDefaults(text: string, elements: readonly XmlElement[]): readonly TextChange[] {
  const flows = elements.filter(({ name }) => name === 'sequenceFlow');
  return elements.flatMap((gateway) => {
    const usual = attributeOf(gateway, 'default');
    const usualFlow = usual && flows.find((flow) => attributeOf(flow, 'id')?.raw === usual.raw);
    if (!usual || !usualFlow) return [];
    const others = flows.filter((flow) => sourceOf(flow) === idOf(gateway) && flow !== usualFlow && conditionOf(flow));
    return others.map((other) => ({
      element: idOf(gateway),
      change: `default=${idOf(other)}`,
      text: swappedTargets(text, usualFlow, other),
    }));
  });
}

const sourceOf = (flow: XmlElement): string | undefined => attributeOf(flow, 'sourceRef')?.raw;

function swappedTargets(text: string, one: XmlElement, other: XmlElement): string {
  const [a, b] = [attributeOf(one, 'targetRef'), attributeOf(other, 'targetRef')];
  if (!a || !b) return text;
  const changes: readonly (readonly [Span, string])[] = [
    [a.value, b.raw],
    [b.value, a.raw],
  ];
  // the later place first: the earlier one then still lies where it lay
  return changes.toSorted(([x], [y]) => y.from - x.from).reduce((changed, [span, by]) => spliced(changed, span, by), text);
}

function interruption(text: string, elements: readonly XmlElement[]): readonly TextChange[] {
  return elements.flatMap((event) => {
    const attribute = event.name === 'boundaryEvent' ? 'cancelActivity' : isEventStart(event) ? 'isInterrupting' : undefined;
    if (attribute === undefined || event.children.some(({ name }) => ALWAYS_INTERRUPTING.includes(name))) return [];
    const written = attributeOf(event, attribute);
    const next = written?.raw === 'false' ? 'true' : 'false';
    const changed = written
      ? spliced(text, written.value, next)
      : spliced(text, { from: event.afterName, to: event.afterName }, ` ${attribute}="${next}"`);
    return [{ element: idOf(event), change: `${attribute}=${next}`, text: changed }];
  });
}

const isEventStart = ({ name, parent }: XmlElement): boolean =>
  name === 'startEvent' && parent !== undefined && attributeOf(parent, 'triggeredByEvent')?.raw === 'true';
