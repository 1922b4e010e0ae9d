/** Texts of notices before they are in force: nothing that nobody could fill in. */
import type { Problem } from '../../errors.ts';
import type { NoticeTemplate } from '../../store/repositories/notice-templates.ts';
import { placeholdersOf } from './fill-text.ts';
import { CASE_FACTS, type ToldNames } from './told-names.ts';

/** Each channel with the words by which modules call it. */
const CHANNELS = { application: ['application', 'inApp'], mail: ['mail', 'email'] } as const;

export const isMail = (channels: readonly string[]): boolean => channels.some((channel) => CHANNELS.mail.some((word) => word === channel));
const LONGEST = 4_000;

/** Paths are JSON pointers into the list. */
export function checkTemplates(templates: readonly NoticeTemplate[], told: ToldNames): readonly Problem[] {
  return templates.flatMap((template, at) => [
    ...checkPlaceholders(template, at, told),
    ...checkShape(template, at),
    ...(templates.findIndex(({ key }) => key === template.key) < at
      ? [problem('noticeTwice', `/${at}/key`, `Expected '${template.key}' once.`, { key: template.key })]
      : []),
  ]);
}

function checkPlaceholders({ key, text }: NoticeTemplate, at: number, told: ToldNames): readonly Problem[] {
  const names = told.get(key);
  if (told.has(key) && names === undefined) return [];
  const known = new Set<string>([...CASE_FACTS, ...(names ?? [])]);
  return placeholdersOf(text)
    .filter((name) => !known.has(name))
    .map((name) =>
      problem('noticePlaceholder', `/${at}/text`, `Expected '{${name}}' of '${key}' to be one of ${[...known].join(', ')}.`, { key, name }),
    );
}

function checkShape({ key, text, channels }: NoticeTemplate, at: number): readonly Problem[] {
  const wrong = channels.filter(
    (channel) =>
      !Object.values(CHANNELS)
        .flat()
        .some((known) => known === channel),
  );
  const long = [text.vi, text.en].some((said) => said.trim() === '' || said.length > LONGEST);
  return [
    ...wrong.map((channel) =>
      problem('noticeChannel', `/${at}/channels`, `Expected channels of '${key}' to be application or mail, but found '${channel}'.`, {
        key,
        channel,
      }),
    ),
    ...(long ? [problem('noticeText', `/${at}/text`, `Expected texts of '${key}' of 1 to ${LONGEST} characters.`, { key })] : []),
  ];
}

const problem = (code: string, path: string, message: string, details: Record<string, unknown>): Problem => ({
  code,
  path,
  message,
  details,
});
