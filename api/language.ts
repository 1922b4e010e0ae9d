import type { Context } from 'koa';

export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** By Accept-Language; Vietnamese where it says nothing, or nothing we have. */
export function languageOf(ctx: Pick<Context, 'acceptsLanguages'>): Language {
  return ctx.acceptsLanguages('vi', 'en') === 'en' ? 'en' : 'vi';
}
