import messages from './messages.json' with { type: 'json' };

export type DemoLanguage = 'vi' | 'en';

/** A text of the demonstration, with its `{values}` filled in. */
export function say(language: DemoLanguage, key: keyof typeof messages, values: Readonly<Record<string, string>> = {}): string {
  return messages[key][language].replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
