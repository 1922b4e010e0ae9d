/** The agent on the signer's computer is asked through the server, and followed there until it has signed or will not. */
import i18n from 'i18next';
import { Problem } from '../shared/problem.ts';
import { newKey, request } from '../shared/request.ts';
import type { SigningNow } from '../shared/types.ts';

const PAUSE_MS = 1_500;

/** `onProgress`: how far it is. Throws Problem `agent.<why>` when it was not signed. */
export async function askAgent(
  signing: SigningNow,
  shown: readonly string[],
  left: AbortSignal,
  onProgress: (now: SigningNow) => void,
): Promise<SigningNow> {
  const path = `/signings/${signing.id}`;
  let now = await request<SigningNow>(`${path}/agent`, { method: 'POST', body: { shown }, idempotencyKey: newKey() });
  for (;;) {
    onProgress(now);
    if (now.state !== 'prepared' || now.sealAsked || now.agent?.state === 'given') return now;
    if (now.agent?.state === 'refused') throw refusal(now.agent.refusal ?? 'declined');
    if (now.agent === undefined || now.agent.state === 'withdrawn') throw refusal('withdrawn');
    await pause(left);
    now = await request<SigningNow>(path, { signal: left });
  }
}

function refusal(why: string): Problem {
  return new Problem({ code: `agent.${why}`, title: i18n.t(`sign.agent.refused.${why}`) });
}

/** Throws Problem `agent.left` when nobody waits any more. */
async function pause(left: AbortSignal): Promise<void> {
  await new Promise<void>((go) => {
    const timer = setTimeout(go, PAUSE_MS);
    left.addEventListener('abort', () => (clearTimeout(timer), go()), { once: true });
  });
  if (left.aborted) throw refusal('left');
}
