/** Keys of a page, as people press them who work through a list: never while something is typed, and never behind a dialog. */
import { useEffect, useRef } from 'react';

export type Keys = Readonly<Record<string, () => void>>;

const PRESSED = new Set(['Enter', ' ']);
const TYPED = 'textarea, select, [contenteditable="true"], input:not([type=checkbox], [type=radio])';
const PRESSABLE = 'button, a, summary, input, [role=option], [role=menuitem]';
const OVER = '[role=dialog], [role=menu], [role=listbox]';

/** By the letter as it is on the key, small; `Enter`, `Escape`, ` `, `/`, `?`. */
export function useKeys(keys: Keys): void {
  const now = useRef(keys);
  useEffect(() => {
    now.current = keys;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const act = actOf(event, now.current);
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

function actOf(event: KeyboardEvent, keys: Keys): (() => void) | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return undefined;
  const target = event.target instanceof Element ? event.target : undefined;
  if (target?.closest(TYPED)) return undefined;
  // what is in focus is pressed by them
  if (PRESSED.has(event.key) && target?.closest(PRESSABLE)) return undefined;
  // what is closed may still lie in the page
  if ([...document.querySelectorAll(OVER)].some((over) => over.checkVisibility())) return undefined;
  const named = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  // an input method may make another sign of a letter: the key itself counts then
  return named ?? (/^[a-z]$/i.test(event.key) ? undefined : keys[event.code.replace(/^Key/, '').toLowerCase()]);
}
