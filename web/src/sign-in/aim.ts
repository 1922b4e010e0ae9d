/** Where somebody wanted to go, kept in this tab while they are at the central sign-in. */
const KEPT = 'trinh-ky.aim';

/** An address of ours, and nobody else's. */
export const isAim = (aim: unknown): aim is string =>
  typeof aim === 'string' && aim.startsWith('/') && !aim.startsWith('//') && !aim.includes('\\');

export function keepAim(aim: string | undefined): void {
  if (aim === undefined) sessionStorage.removeItem(KEPT);
  else sessionStorage.setItem(KEPT, aim);
}

/** Given once. */
export function takeAim(): string | undefined {
  const aim = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  return isAim(aim) ? aim : undefined;
}
