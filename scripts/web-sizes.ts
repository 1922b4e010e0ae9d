/** `npm run size`: what each page makes a browser load against web/budgets.json. Exit code 1 when one is larger. Needs `npm run build`. */
import path from 'node:path';
import budgets from '../web/budgets.json' with { type: 'json' };
import { isWithin, pageSizes } from './web-size/page-sizes.ts';

const sizes = pageSizes(path.join(import.meta.dirname, '../web/dist'), budgets.pages);
for (const size of sizes) {
  const { page, script, style, budget } = size;
  const figure = `script ${script.toFixed(1)} of ${budget.script} (goal ${budget.goal.script}), style ${style.toFixed(1)} of ${budget.style} (goal ${budget.goal.style}) KB`;
  console.log(`${isWithin(size) ? 'within' : 'LARGER'}  ${page.padEnd(18)} ${figure}`);
}
process.exitCode = sizes.every(isWithin) ? 0 : 1;
