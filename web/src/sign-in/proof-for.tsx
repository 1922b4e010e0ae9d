/** What was refused because nobody had just proved who they are is asked of its holder, and then tried again. */
import type { UseMutationResult } from '@tanstack/react-query';
import { FreshProof, needsFreshProof } from './fresh-proof.tsx';

export function ProofFor<T>({ act }: { readonly act: UseMutationResult<unknown, Error, T> }) {
  return <FreshProof opened={needsFreshProof(act.error)} onClose={() => act.reset()} onProven={() => act.mutate(act.variables as T)} />;
}
