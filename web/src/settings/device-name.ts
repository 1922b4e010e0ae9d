/** What browser on what system, from what it says of itself: enough to know one's own devices again. */
const BROWSERS = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Cốc Cốc', /coc_coc_browser/],
  ['Opera', /\bOPR\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /(?:Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
] as const;
const SYSTEMS = [
  ['iPhone, iPad', /iPhone|iPad/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X|Macintosh/],
  ['Linux', /Linux|X11/],
] as const;

export function deviceName(agent: string | undefined): { readonly browser: string | undefined; readonly system: string | undefined } {
  const named = (known: readonly (readonly [string, RegExp])[]) => known.find(([, sign]) => sign.test(agent ?? ''))?.[0];
  return { browser: named(BROWSERS), system: named(SYSTEMS) };
}
