/** The parts of a form with what is missing in each, and the attachments that it asks for with how many there are. */
import type { Json } from '../../../expressions/json.ts';
import { valueAt } from './at-pointer.ts';
import type { Component } from './open-form.ts';
import { sectionId } from './section-id.ts';
import type { FilledForm } from './use-filled-form.ts';

export interface Section {
  readonly id: string;
  readonly component: Component;
  /** faults in it, told or not */
  readonly lacks: number;
}

export interface Attachment {
  readonly component: Component;
  readonly pointer: string;
  readonly isRequired: boolean;
  readonly count: number;
}

const FRAMES: ReadonlySet<string> = new Set(['group', 'dynamiclist']);

export function sectionsOf(filled: FilledForm, components: readonly Component[]): readonly Section[] {
  return components.flatMap((component, at) => {
    if (!FRAMES.has(component.type) || (component.label ?? '') === '') return [];
    const places = placesIn(component, '');
    if (places.every((place) => filled.state(place)?.is === 'hidden')) return [];
    const lacks = filled.lacks.filter(({ path = '' }) => places.some((place) => path === place || path.startsWith(`${place}/`))).length;
    return [{ id: sectionId(at), component, lacks }];
  });
}

export function attachmentsOf(filled: FilledForm, components: readonly Component[], within = ''): readonly Attachment[] {
  return components.flatMap((component): readonly Attachment[] => {
    const pointer = `${within}${pointerOf(component.key ?? component.path)}`;
    if (component.type === 'filepicker') return one(filled, component, pointer);
    if (component.type === 'dynamiclist') return rowsOf(filled, component, pointer);
    return attachmentsOf(filled, component.components ?? [], pointer);
  });
}

function one(filled: FilledForm, component: Component, pointer: string): readonly Attachment[] {
  if (filled.state(pointer)?.is === 'hidden') return [];
  const required = (component as { readonly validate?: { readonly required?: unknown } }).validate?.required === true;
  const lacks = filled.lacks.some(({ path }) => path === pointer);
  return [{ component, pointer, isRequired: required || lacks, count: lengthOf(filled.value(pointer)) }];
}

/** Files in rows are counted together: what a row is, its list says. */
function rowsOf(filled: FilledForm, list: Component, pointer: string): readonly Attachment[] {
  const picker = (list.components ?? []).find(({ type }) => type === 'filepicker');
  if (!picker || filled.state(pointer)?.is === 'hidden') return [];
  const rows = filled.value(pointer);
  const counts = (Array.isArray(rows) ? rows : []).map((row: Json) => lengthOf(valueAt(row, pointerOf(picker.key))));
  const lacks = filled.lacks.some(({ path = '' }) => path === pointer || path.startsWith(`${pointer}/`));
  return [{ component: list, pointer, isRequired: lacks, count: counts.reduce((sum, count) => sum + count, 0) }];
}

/** Places of all that is filled in inside. */
function placesIn(component: Component, within: string): readonly string[] {
  const pointer = `${within}${pointerOf(component.key ?? component.path)}`;
  if (component.type === 'dynamiclist') return [pointer];
  if (component.type === 'group') return (component.components ?? []).flatMap((inner) => placesIn(inner, pointer));
  return component.key === undefined ? [] : [pointer];
}

const pointerOf = (path: string | undefined): string => (path === undefined || path === '' ? '' : `/${path.replaceAll('.', '/')}`);
const lengthOf = (value: Json | undefined): number => (Array.isArray(value) ? value.length : 0);
