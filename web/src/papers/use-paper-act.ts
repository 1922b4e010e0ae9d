/** What was done on paper, in an agency that works so: when, by whom, and the scans that show it. */
import { useState } from 'react';
import { newKey } from '../shared/request.ts';
import { upload } from '../shared/upload.ts';
import type { UploadItem } from '../shared/types.ts';
import { isScanned } from './use-papers.ts';

export interface Performer {
  readonly name: string;
  readonly title: string;
}
export interface ActScan {
  readonly key: string;
  readonly name: string;
  /** the share that is sent, 0 to 1, while it is on its way */
  readonly sent?: number;
  readonly stored?: UploadItem;
  readonly error?: unknown;
}
/** As the server takes it. */
export interface PaperActBody {
  readonly at: string;
  readonly by: readonly { readonly name: string; readonly title?: string }[];
  readonly scans: readonly { readonly name: string; readonly sha256: string; readonly pages: number }[];
}
export type ActFault = 'at' | 'by' | 'scans';

export interface PaperActFields {
  readonly at: string;
  setAt(at: string): void;
  readonly by: readonly Performer[];
  setBy(by: readonly Performer[]): void;
  readonly scans: readonly ActScan[];
  bring(file: File): Promise<void>;
  remove(key: string): void;
  renew(key: string, stored: UploadItem): void;
  /** told once it was sent too early */
  readonly faults: readonly ActFault[];
  /** Undefined while something is missing, which is told then. */
  check(): PaperActBody | undefined;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function usePaperAct(caseId: string): PaperActFields {
  const [at, setAt] = useState('');
  const [by, setBy] = useState<readonly Performer[]>([{ name: '', title: '' }]);
  const [scans, setScans] = useState<readonly ActScan[]>([]);
  const [told, setTold] = useState(false);
  const set = (key: string, one: Omit<ActScan, 'key'>): void =>
    setScans((before) => before.map((scan) => (scan.key === key ? { key, ...one } : scan)));
  const faults = [
    ...(DAY.test(at) ? [] : ['at' as const]),
    ...(by.some(({ name }) => name.trim() !== '') ? [] : ['by' as const]),
    ...(scans.length > 0 && scans.every(({ stored }) => stored && isScanned(stored)) ? [] : ['scans' as const]),
  ];
  return {
    at,
    setAt,
    by,
    setBy,
    scans,
    faults: told ? faults : [],
    async bring(file) {
      const [key, name] = [newKey(), file.name.normalize('NFC')];
      setScans((before) => [...before, { key, name, sent: 0 }]);
      try {
        set(key, { name, stored: await upload(file, caseId, (sent) => set(key, { name, sent })) });
      } catch (error) {
        set(key, { name, error });
      }
    },
    remove: (key) => setScans((before) => before.filter((scan) => scan.key !== key)),
    renew: (key, stored) => setScans((before) => before.map((scan) => (scan.key === key ? { ...scan, stored } : scan))),
    check() {
      setTold(true);
      if (faults.length > 0) return undefined;
      return {
        at,
        by: by.flatMap(({ name, title }) =>
          name.trim() === '' ? [] : [{ name: name.trim(), ...(title.trim() !== '' && { title: title.trim() }) }],
        ),
        scans: scans.flatMap(({ name, stored }) => (stored ? [{ name, sha256: stored.sha256, pages: stored.content.pages }] : [])),
      };
    },
  };
}
