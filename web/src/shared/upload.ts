/** A file on its way to the server; the browser's fetch does not say how far it is. The same file again costs nothing. */
import i18n from 'i18next';
import { behalfOf } from './acting.ts';
import { Problem, problemOf } from './problem.ts';
import type { UploadItem } from './types.ts';

/** `onSent`: the share that is on its way, 0 to 1. `caseId` undefined: for a case that is about to begin. Throws Problem. */
export async function upload(file: File, caseId: string | undefined, onSent: (share: number) => void): Promise<UploadItem> {
  const { promise, resolve, reject } = Promise.withResolvers<UploadItem>();
  const sending = new XMLHttpRequest();
  const path = caseId === undefined ? '/uploads' : `/cases/${caseId}/uploads`;
  sending.open('POST', `/api/v1${path}`);
  sending.setRequestHeader('Accept', 'application/json, application/problem+json');
  sending.setRequestHeader('Accept-Language', i18n.language);
  for (const [name, value] of Object.entries(behalfOf(path))) sending.setRequestHeader(name, value);
  // what it is, the server tells by its content
  sending.setRequestHeader('Content-Type', 'application/octet-stream');
  sending.upload.addEventListener('progress', ({ loaded, total }) => onSent(total === 0 ? 1 : loaded / total));
  sending.addEventListener('load', () => {
    if (sending.status < 300) resolve(JSON.parse(sending.responseText) as UploadItem);
    else reject(problemOf(sending.responseText, sending.getResponseHeader('Retry-After')));
  });
  sending.addEventListener('error', () =>
    reject(new Problem({ code: 'offline', title: i18n.t('problem.offline'), remedy: i18n.t('problem.offlineRemedy') }, true)),
  );
  sending.send(file);
  return await promise;
}
