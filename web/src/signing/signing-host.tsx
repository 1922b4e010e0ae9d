/** The one place where signing goes on: it stays open, with its result, when the page below it changes because of what was signed. */
import { createContext, lazy, Suspense, useContext, useState, type ReactNode } from 'react';
import type { ToSign } from './to-sign.ts';

const SigningDialog = lazy(async () => ({ default: (await import('./signing-dialog.tsx')).SigningDialog }));

const Context = createContext<(work: ToSign) => void>(() => {});

export const useSign = (): ((work: ToSign) => void) => useContext(Context);

export function SigningHost({ children }: { readonly children: ReactNode }) {
  const [work, setWork] = useState<ToSign>();
  return (
    <Context value={setWork}>
      {children}
      {work && (
        <Suspense>
          <SigningDialog
            {...work}
            onClose={(given) => {
              setWork(undefined);
              work.onClose(given);
            }}
          />
        </Suspense>
      )}
    </Context>
  );
}
