/** One step, or one seal: its documents as they will be signed, and what went wrong with it. */
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DocumentView } from '../pdf/document-view.tsx';
import type { PdfFound } from '../pdf/pdf-view.tsx';
import type { SigningItem, SigningNow } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { ItemFacts } from './item-facts.tsx';
import { Lease } from './lease.tsx';
import { resultWords } from './result-words.ts';
import type { SigningSubject } from './signing-subject.ts';
import { readyItems, shownOf, turnOf, type Sitting } from './use-signing.ts';
import { wayOn } from './way-on.ts';

interface Shown {
  readonly subject: SigningSubject;
  readonly sitting: Sitting;
}

export function SubjectView({ subject, sitting }: Shown) {
  const { t } = useTranslation();
  const { state, signing, given, error } = turnOf(sitting, subject);
  const anew = (): void => void sitting.begin([subject]);
  const way = error === undefined ? undefined : wayOn(error);
  const mayBegin = way === 'anew' || (signing === undefined && way !== undefined && way !== 'none');
  return (
    <div className="stack">
      <ProblemNote error={error} />
      {way !== undefined && way !== 'none' && <p className="note flat">{t(`sign.way.${way}`)}</p>}
      {mayBegin && (
        <Button variant="default" onClick={anew} disabled={sitting.busy}>
          {t('sign.anew')}
        </Button>
      )}
      {(state === 'waiting' || state === 'beginning') && (
        <div role="status" aria-label={t('sign.drawing')}>
          <Skeleton height={480} />
        </div>
      )}
      {given && <p className="note">{t(resultWords(given))}</p>}
      {signing && way !== 'anew' && <Documents key={signing.id} signing={signing} onAnew={anew} />}
    </div>
  );
}

function Documents({ signing, onAnew }: { readonly signing: SigningNow; readonly onAnew: () => void }) {
  const { t } = useTranslation();
  const items = readyItems(signing);
  const [at, setAt] = useState(0);
  const item = items[at];
  if (!item) return <p className="note">{t('sign.nothing')}</p>;
  return (
    <>
      {items.length > 1 && (
        <div className="chips" role="group" aria-label={t('sign.documents')}>
          {items.map(({ place, name }, index) => (
            <button key={place} type="button" aria-pressed={index === at} onClick={() => setAt(index)}>
              {name}
            </button>
          ))}
        </div>
      )}
      <OneDocument key={item.place} signing={signing} item={item} onAnew={onAnew} />
    </>
  );
}

interface One {
  readonly signing: SigningNow;
  readonly item: SigningItem;
  readonly onAnew: () => void;
}

function OneDocument({ signing, item, onAnew }: One) {
  const { data, error } = useQuery(shownOf(signing, item));
  const [found, setFound] = useState<PdfFound>();
  return (
    <div className="shown">
      <div className="shown-facts">
        <ItemFacts item={item} found={found} />
        <Lease until={signing.expiresAt} />
      </div>
      <DocumentView bytes={data?.bytes} error={error} name={item.name} field={item.field} onFound={setFound} onRetry={onAnew} />
    </div>
  );
}
