import { Rejection } from '../errors.ts';
import type { ItemResult } from './contract.ts';

/** The outcome, or why it was refused; a fault that may pass, or a defect of ours, stops the whole. */
export async function itemResult<T>(work: () => Promise<T>): Promise<ItemResult<T>> {
  try {
    return { ok: true, outcome: await work() };
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    const { kind, code, message, details, problems } = error;
    return { ok: false, refusal: { kind, code, message, details, problems } };
  }
}
