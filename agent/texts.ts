import messages from './messages.json' with { type: 'json' };

export type Language = 'vi' | 'en';
export type TextKey = keyof typeof messages;
export type Texts = (key: TextKey, values?: Readonly<Record<string, string>>) => string;

const isKey = (key: string): key is TextKey => Object.hasOwn(messages, key);

/** What came from outside cannot move the cursor, and neither hide nor forge a line; `list` is our own, a line for each. */
const visible = (name: string, value: string): string => value.replaceAll(name === 'list' ? /[^\P{C}\n]/gu : /\p{C}/gu, '�');

export function textsIn(language: Language): Texts {
  return (key, values = {}) => messages[key][language].replaceAll(/\{(\w+)\}/g, (_, name: string) => visible(name, values[name] ?? ''));
}

/** Of a key that is only known while it runs. */
export const textOf = (texts: Texts, key: string, values?: Readonly<Record<string, string>>): string =>
  isKey(key) ? texts(key, values) : key;
