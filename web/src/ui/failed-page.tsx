import type { ErrorComponentProps } from '@tanstack/react-router';
import { ProblemNote } from './problem-note.tsx';

export function FailedPage({ error, reset }: ErrorComponentProps) {
  return (
    <div className="page narrow">
      <ProblemNote error={error} onRetry={reset} />
    </div>
  );
}
