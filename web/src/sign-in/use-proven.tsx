/** What asks for a fresh proof is tried, and once more when the proof was given. */
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FreshProof, needsFreshProof } from './fresh-proof.tsx';

export function useProven<Asked, Answer>(act: (asked: Asked) => Promise<Answer>, onDone: (answer: Answer) => void | Promise<void>) {
  const acting = useMutation({ mutationFn: act, onSuccess: onDone });
  const unproven = needsFreshProof(acting.error);
  const proof: ReactNode = (
    <FreshProof opened={unproven} onClose={acting.reset} onProven={() => acting.mutate(acting.variables as Asked)} />
  );
  return { act: acting.mutate, asked: acting.variables, pending: acting.isPending, error: unproven ? null : acting.error, proof };
}
