/** Typed reading of bpmn-moddle's generic element objects. */
export interface ModdleElement {
  readonly $type: string;
  readonly $parent?: ModdleElement;
  readonly id?: string;
  get(name: string): unknown;
}

export function isElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && typeof (value as ModdleElement).$type === 'string';
}

/** A non-empty text attribute, or the body of an expression element. */
export function textOf(element: ModdleElement, name: string): string | undefined {
  const value = element.get(name);
  const text = isElement(value) ? value.get('body') : value;
  const trimmed = typeof text === 'string' ? text.trim() : typeof text === 'number' ? String(text) : undefined;
  return trimmed === '' ? undefined : trimmed;
}

export function flagOf(element: ModdleElement, name: string, otherwise: boolean): boolean {
  const value = element.get(name);
  return typeof value === 'boolean' ? value : otherwise;
}

export function numberOf(element: ModdleElement, name: string): number | undefined {
  const value = element.get(name);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function refOf(element: ModdleElement, name: string): ModdleElement | undefined {
  const value = element.get(name);
  return isElement(value) ? value : undefined;
}

export function listOf(element: ModdleElement, name: string): readonly ModdleElement[] {
  const value = element.get(name);
  return Array.isArray(value) ? value.filter(isElement) : [];
}

/** Elements of one type inside `extensionElements`. */
export function extensionsOf(element: ModdleElement, type: string): readonly ModdleElement[] {
  const holder = refOf(element, 'extensionElements');
  return holder ? listOf(holder, 'values').filter((value) => value.$type === type) : [];
}

/** `bpmn:UserTask` -> `UserTask` */
export function typeOf(element: ModdleElement): string {
  return element.$type.slice(element.$type.indexOf(':') + 1);
}
