import type { ReactNode } from 'react';

interface Empty {
  readonly title: string;
  readonly hint?: string;
  /** what one can do about it */
  readonly children?: ReactNode;
}

export function EmptyState({ title, hint, children }: Empty) {
  return (
    <div className="empty" role="status">
      <b>{title}</b>
      {hint !== undefined && <p className="dim">{hint}</p>}
      {children}
    </div>
  );
}
