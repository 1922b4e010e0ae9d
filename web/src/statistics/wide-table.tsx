import type { ReactNode } from 'react';

interface Wide {
  /** id of the heading that names it */
  readonly labelledBy: string;
  readonly children: ReactNode;
}

/** A table that may be wider than the screen: it is moved by keyboard too. */
export function WideTable({ labelledBy, children }: Wide) {
  return (
    <div className="list scroll wide-table" role="group" aria-labelledby={labelledBy} tabIndex={0}>
      {children}
    </div>
  );
}
