import { productVersion } from '../composition/product-version.ts';
import { Rejection } from '../errors.ts';
import { recordLines } from '../store/queries/record-lines.ts';
import type { CliCommand, CliInput } from './cli-command.ts';
import { writeRecordFile } from './record-file.ts';
import { withProduct } from './with-product.ts';

export const auditExportCommand: CliCommand = {
  name: 'audit export',
  summary: 'Write the sealed record to a file that verifies without a database',
  usage: '',
  options: {
    from: { type: 'string', help: 'only what was sealed from this instant or day on' },
    to: { type: 'string', help: 'only what was sealed before this instant or day' },
    out: { type: 'string', help: 'the file; compressed when its name ends in .gz' },
  },
  async run(context, input) {
    const out = input.options['out'];
    if (typeof out !== 'string') throw new Rejection('validation', 'optionMissing', 'Expected --out with the name of a file.');
    const part = { ...instant(input, 'from'), ...instant(input, 'to') };
    return await withProduct(context, async (product) => {
      const facts = { product: productVersion(), at: product.services.clock(), ...part };
      const lines = await writeRecordFile(out, facts, recordLines(product.services.db, part));
      context.print(`${out}: ${lines} lines`);
      return 0;
    });
  },
};

function instant({ options }: CliInput, name: 'from' | 'to'): { readonly from?: string; readonly to?: string } {
  const text = options[name];
  if (typeof text !== 'string') return {};
  const at = Date.parse(text);
  if (Number.isNaN(at))
    throw new Rejection('validation', 'instantInvalid', `Expected --${name} to be an instant or a day, but found "${text}".`);
  return { [name]: new Date(at).toISOString() };
}
