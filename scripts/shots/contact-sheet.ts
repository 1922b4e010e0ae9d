/** All pictures on one page, each screen's looks beside each other. */
import type { Taken } from './take-shots.ts';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export function contactSheet(taken: readonly Taken[]): string {
  const names = [...new Set(taken.map(({ shot }) => shot.name))];
  const figures = (name: string): string =>
    taken
      .filter(({ shot }) => shot.name === name)
      .map(
        ({ look, file, faults }) => `<figure><a href="${file}"><img src="${file}" alt="${escaped(`${name}, ${look}`)}" loading="lazy"></a>
<figcaption>${look}${faults.map((fault) => `<br><b>${escaped(fault)}</b>`).join('')}</figcaption></figure>`,
      )
      .join('');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Screens</title>
<style>body{font:14px system-ui;margin:24px;background:#ddd}section{margin-block:24px}div{display:flex;gap:16px;align-items:start}
figure{margin:0}img{height:420px;border:1px solid #999;background:#fff}b{color:#a00}</style>
${names.map((name) => `<section><h2>${escaped(name)}</h2><div>${figures(name)}</div></section>`).join('\n')}</html>
`;
}
