import { openProduct, type Product } from '../composition/open-product.ts';
import type { CliContext } from './cli-command.ts';

/** What a command does with the open product, which is closed after it, however it ends. */
export async function withProduct<T>(
  { config, logger }: Pick<CliContext, 'config' | 'logger'>,
  work: (product: Product) => Promise<T>,
): Promise<T> {
  const product = await openProduct(config, logger);
  try {
    return await work(product);
  } finally {
    await product.close();
  }
}
