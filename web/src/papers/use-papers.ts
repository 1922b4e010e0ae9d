/** The scans that are brought for the papers of a task: each is stored as soon as it is chosen, and looked at before anything is signed. */
import { useState } from 'react';
import { upload } from '../shared/upload.ts';
import type { PaperItem, TaskDetail, UploadItem } from '../shared/types.ts';

export interface Brought {
  readonly name: string;
  /** the share that is sent, 0 to 1, while it is on its way */
  readonly sent?: number;
  readonly stored?: UploadItem;
  readonly error?: unknown;
}

export interface Copy {
  readonly document: string;
  readonly scan: string;
}

export interface Papers {
  readonly asked: readonly PaperItem[];
  of(document: string): Brought | undefined;
  bring(document: string, file: File): Promise<void>;
  remove(document: string): void;
  /** what is known of it by now */
  renew(document: string, stored: UploadItem): void;
  /** what is to be certified */
  readonly copies: readonly Copy[];
  /** as it is sent with this outcome: to send the case back takes none */
  with(outcome: string | undefined): { readonly copies?: readonly Copy[] };
  /** with this outcome: papers that lack their scan, or whose scan cannot be certified */
  lacking(outcome: string | undefined): readonly string[];
}

/** What a scan may be. */
export const ACCEPTED = 'application/pdf,image/png,image/jpeg';

/** A step may refer to it: a scanner has looked at it, or there is none here. */
export const isScanned = ({ scan }: UploadItem): boolean => scan === 'clean' || scan === 'unscanned';

/** No copy is made of it: it is on its way, was refused, is no scan of paper, or waits to be scanned for malware. */
export const isUsable = (brought: Brought | undefined): boolean =>
  brought?.stored !== undefined && brought.stored.copyFault === undefined && isScanned(brought.stored);

export function usePapers({ caseId, papers: asked, choices }: TaskDetail): Papers {
  const [brought, setBrought] = useState<ReadonlyMap<string, Brought>>(new Map());
  const set = (document: string, one: Brought | undefined): void =>
    setBrought((before) => {
      const next = new Map(before);
      if (one) next.set(document, one);
      else next.delete(document);
      return next;
    });
  const isAsked = ({ required, outcomes }: PaperItem, outcome: string | undefined): boolean =>
    outcome === undefined ? required : outcomes.includes(outcome);
  const sendsBack = (outcome: string | undefined): boolean => choices.some(({ id, returnTo }) => id === outcome && returnTo !== undefined);
  const copies = asked.flatMap(({ document }) => {
    const scan = brought.get(document)?.stored?.sha256;
    return scan === undefined ? [] : [{ document, scan }];
  });
  return {
    asked,
    copies,
    with: (outcome) => (copies.length > 0 && !sendsBack(outcome) ? { copies } : {}),
    of: (document) => brought.get(document),
    async bring(document, file) {
      const name = file.name.normalize('NFC');
      set(document, { name, sent: 0 });
      try {
        set(document, { name, stored: await upload(file, caseId, (sent) => set(document, { name, sent })) });
      } catch (error) {
        set(document, { name, error });
      }
    },
    remove: (document) => set(document, undefined),
    renew(document, stored) {
      const one = brought.get(document);
      if (one) set(document, { ...one, stored });
    },
    lacking(outcome) {
      if (sendsBack(outcome)) return [];
      return asked.flatMap((paper) => {
        const one = brought.get(paper.document);
        return (isAsked(paper, outcome) || one !== undefined) && !isUsable(one) ? [paper.document] : [];
      });
    },
  };
}
