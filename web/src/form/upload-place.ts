import { createContext, useContext } from 'react';

/** The case that files of a form are stored for; undefined: one that is about to begin. */
export const UploadPlace = createContext<string | undefined>(undefined);
export const useUploadPlace = (): string | undefined => useContext(UploadPlace);
