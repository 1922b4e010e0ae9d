/** One signed document: as it is now or as it was, to be read, kept, and judged. */
import { Button, Select, Skeleton } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { documentQuery, verificationQuery, type DocumentLook } from '../cases/case-queries.ts';
import { DocumentView } from '../pdf/document-view.tsx';
import { isProblem } from '../shared/problem.ts';
import { dayAndClock } from '../shared/instants.ts';
import { useNames } from '../shared/names.ts';
import type { DocumentItem } from '../shared/types.ts';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { PurposeChoice } from './purpose-choice.tsx';
import { saveFile } from '../shared/save-file.ts';
import { Verdict } from './verdict.tsx';

export function SignedDocument({ document }: { readonly document: DocumentItem }) {
  const { t } = useTranslation();
  const { caseId, id, name } = document;
  const [revision, setRevision] = useState(document.revision);
  const [purpose, setPurpose] = useState<string>();
  const look = { caseId, id, revision, purpose };
  const file = useQuery(documentQuery(look));
  const asksPurpose = purpose === undefined && isProblem(file.error) && file.error.code.startsWith('forbidden');
  return (
    <div className="stack">
      <div className="line">
        <h3>{name}</h3>
        <div className="line">
          <Revisions document={document} revision={revision} onRevision={setRevision} />
          <Button
            variant="default"
            leftSection={<IconDownload {...ICON} size={16} />}
            disabled={!file.data}
            onClick={() => file.data && saveFile(file.data, `${name} – ${revision}.pdf`)}
          >
            {t('documents.download')}
          </Button>
        </div>
      </div>
      {revision !== document.revision && <p className="note warn">{t('documents.earlier', { now: document.revision })}</p>}
      {document.recalledAt !== undefined && (
        <p className="note warn">{t('documents.recalled', { at: dayAndClock(document.recalledAt) })}</p>
      )}
      {document.continues !== undefined && <p className="note">{t('documents.continues')}</p>}
      <div className="signed">
        {asksPurpose ? (
          <PurposeChoice onChosen={setPurpose} />
        ) : (
          <DocumentView bytes={file.data} error={file.error} name={name} onRetry={() => void file.refetch()} />
        )}
        <div className="stack">
          <Signers document={document} revision={revision} />
          {file.data && <Worth look={look} />}
        </div>
      </div>
    </div>
  );
}

interface OfRevision {
  readonly document: DocumentItem;
  readonly revision: number;
}

function Revisions({ document, revision, onRevision }: OfRevision & { readonly onRevision: (revision: number) => void }) {
  const { t } = useTranslation();
  if (document.revisions.length < 2) return null;
  return (
    <Select
      aria-label={t('documents.revision')}
      data={document.revisions.map((one) => ({
        value: String(one.revision),
        label: t(`documents.cause.${one.cause}`, { revision: one.revision, at: dayAndClock(one.at) }),
      }))}
      value={String(revision)}
      onChange={(next) => next !== null && onRevision(Number(next))}
      allowDeselect={false}
      w={280}
    />
  );
}

function Signers({ document, revision }: OfRevision) {
  const { t } = useTranslation();
  const signed = document.revisions.filter((one) => one.cause === 'signature' && one.revision <= revision);
  const names = useNames(signed.flatMap(({ person, onBehalfOf }) => [person, onBehalfOf]));
  return (
    <ul className="results" aria-label={t('documents.signers')}>
      {signed.map(({ revision: at, at: when, capacity = 'personal', person, onBehalfOf, signer }) => (
        <li key={at}>
          <span>
            <b>{signer ?? names.person(person)}</b>
            <small>{t(`sign.capacity.${capacity}`)}</small>
            <small className="dim">
              {dayAndClock(when)}
              {person !== undefined && ` · ${names.person(person)}`}
              {onBehalfOf !== undefined && ` (${t('history.behalf', { name: names.person(onBehalfOf) })})`}
            </small>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Worth({ look }: { readonly look: DocumentLook }) {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery(verificationQuery(look));
  if (isPending)
    return (
      <div role="status" aria-label={t('documents.judging')}>
        <Skeleton height={120} />
      </div>
    );
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  return <Verdict report={data} />;
}
