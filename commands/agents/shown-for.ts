import { Rejection } from '../../errors.ts';
import type { AgentRequest } from '../../store/agent-contract.ts';
import type { Services } from '../contract.ts';
import type { Acting } from '../rights/acting.ts';
import { requireShown } from '../signing/require-shown.ts';
import type { Shown } from '../signing/shown-item.ts';
import { mineOf, signingAt } from '../signing/signing-at.ts';
import { askerOf } from './asker-of.ts';

/** Undefined when it was let go of, or is shown otherwise by now. */
export async function shownFor(
  services: Services,
  acting: Acting,
  request: AgentRequest,
  now: string,
): Promise<readonly Shown[] | undefined> {
  try {
    return requireShown(mineOf(await signingAt(services, await askerOf(services, acting, request, now), request.signing)), request.shown);
  } catch (error) {
    if (error instanceof Rejection) return undefined;
    throw error;
  }
}
