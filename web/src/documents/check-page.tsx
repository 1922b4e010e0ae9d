/** Kiểm tra chữ ký: a PDF from anywhere is judged by the same rules as our own, and kept nowhere. */
import { Button } from '@mantine/core';
import { IconFileCertificate } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../shared/problem.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { checkFile } from './check-file.ts';
import { CHECK_OFFERED } from './check-offered.ts';
import { Verdict } from './verdict.tsx';

export function CheckPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const check = useMutation({
    mutationFn: checkFile,
    onError: (error) => {
      if (isMissing(error)) client.setQueryData(CHECK_OFFERED, false);
    },
  });
  return (
    <div className="page medium">
      <header className="page-head">
        <h1>{t('check.title')}</h1>
      </header>
      <p className="dim">{t('check.hint')}</p>
      {isMissing(check.error) ? (
        <EmptyState title={t('check.missing')} hint={t('check.missingHint')} />
      ) : (
        <>
          <DropPlace busy={check.isPending} onFile={(file) => check.mutate(file)} />
          <ProblemNote error={check.error} {...(check.variables && { onRetry: () => check.mutate(check.variables) })} />
          {check.isPending && (
            <p className="note" role="status">
              {t('check.judging', { name: check.variables.name })}
            </p>
          )}
          {check.data && (
            <section className="card padded stack" aria-label={t('check.result')}>
              <h2>{check.variables?.name}</h2>
              <Verdict report={check.data} />
            </section>
          )}
        </>
      )}
    </div>
  );
}

/** The address itself is not known: this server does not judge files of others. */
const isMissing = (error: unknown): boolean => isProblem(error) && error.code === 'routeNotFound';

interface Place {
  readonly busy: boolean;
  readonly onFile: (file: File) => void;
}

function DropPlace({ busy, onFile }: Place) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (file: File | undefined): void => {
    if (file && !busy) onFile(file);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div
      className="card drop"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileCertificate size={36} stroke={1.4} aria-hidden />
      <p>{t('check.drop')}</p>
      <Button loading={busy} onClick={() => input.current?.click()}>
        {t('check.choose')}
      </Button>
      <input
        ref={input}
        type="file"
        accept="application/pdf"
        hidden
        aria-label={t('check.choose')}
        onChange={(event) => {
          take(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
