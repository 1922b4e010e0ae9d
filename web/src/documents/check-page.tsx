/** Kiểm tra chữ ký: a PDF from anywhere is judged by the same rules as our own, and kept nowhere. */
import { IconFileCertificate } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../shared/problem.ts';
import { DropPlace } from '../ui/drop-place.tsx';
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
          <DropPlace
            icon={<IconFileCertificate size={36} stroke={1.4} aria-hidden />}
            hint={t('check.drop')}
            choose={t('check.choose')}
            accept="application/pdf"
            busy={check.isPending}
            onFile={(file) => check.mutate(file)}
          />
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
