import type { Bilingual } from '../law/calendar.ts';
import catalogue from './messages.json' with { type: 'json' };

export type MessageKey = keyof typeof catalogue;

/** Vietnamese and English; `{name}` is filled from `values`. */
export function scenarioText(key: MessageKey, values: Readonly<Record<string, unknown>> = {}): Bilingual {
  const fill = (text: string): string =>
    text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? shown(values[name]) : whole));
  const { vi, en } = catalogue[key];
  return { vi: fill(vi), en: fill(en) };
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
