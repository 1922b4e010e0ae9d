/** A code as a citizen types it from the receipt: capitals or not, with spaces or dashes or without. */
const LENGTH = 20;
const GROUP = 4;
const SIGNS = /^[0-9A-HJKMNP-TV-Z]$/;

export type CodeFault =
  { readonly fault: 'missing' } | { readonly fault: 'sign'; readonly sign: string } | { readonly fault: 'length'; readonly count: number };

/** Without what only parts it, and what is easily misread as it was meant: what the server looks for (protection/lookup-code.ts). */
export const plainCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-–—]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');

/** As it stands on the receipt, so that a person can compare. */
export const shownCode = (typed: string): string => plainCode(typed).replaceAll(new RegExp(`(.{${GROUP}})(?=.)`, 'gu'), '$1-');

/** Undefined: it can be a code. */
export function codeFault(typed: string): CodeFault | undefined {
  const signs = [...plainCode(typed)];
  if (signs.length === 0) return { fault: 'missing' };
  const sign = signs.find((one) => !SIGNS.test(one));
  if (sign !== undefined) return { fault: 'sign', sign };
  return signs.length === LENGTH ? undefined : { fault: 'length', count: signs.length };
}
