/**
 * bpmn-js gives an activity a property without meaning, because the schema asks each end of a data association for something to refer
 * to. Such an association is an arrow of the picture: it moves nothing.
 */
import { type ModdleElement, textOf, typeOf } from './moddle-element.ts';

export function isArrowPlaceholder(element: ModdleElement): boolean {
  return typeOf(element) === 'Property' && /^__(?:source|target)Ref_placeholder$/.test(textOf(element, 'name') ?? '');
}
