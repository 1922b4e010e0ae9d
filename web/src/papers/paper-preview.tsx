/** The scan as it is kept; of a paper, with the place at which the agency will certify it. The mark itself is drawn when the agency signs. */
import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PurposeChoice } from '../documents/purpose-choice.tsx';
import { DocumentView } from '../pdf/document-view.tsx';
import { isProblem } from '../shared/problem.ts';
import { requestBytes } from '../shared/request-bytes.ts';
import type { UploadItem } from '../shared/types.ts';
import { copyPlace } from './copy-place.ts';

interface Shown {
  readonly caseId: string;
  readonly name: string;
  readonly scan: UploadItem;
  readonly certified: boolean;
  readonly onClose: () => void;
}

const scanQuery = (caseId: string, sha256: string, purpose: string | undefined) =>
  queryOptions({
    queryKey: ['scan', caseId, sha256, purpose],
    staleTime: Infinity,
    structuralSharing: false,
    queryFn: async ({ signal }) => await requestBytes(`/cases/${caseId}/uploads/${sha256}/content`, signal, purpose),
  });

export function PaperPreview({ caseId, name, scan, certified, onClose }: Shown) {
  const { t } = useTranslation();
  const narrow = useMediaQuery('(max-width: 48em)');
  const [purpose, setPurpose] = useState<string>();
  const file = useQuery(scanQuery(caseId, scan.sha256, purpose));
  const asksPurpose = purpose === undefined && isProblem(file.error) && file.error.code.startsWith('forbidden');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(certified ? 'papers.previewOf' : 'papers.act.preview', { name })}
      size="min(900px, 96vw)"
      fullScreen={narrow}
      closeButtonProps={{ 'aria-label': t('bulk.close') }}
      classNames={{ title: 'dialog-title' }}
    >
      <div className="stack">
        {asksPurpose ? (
          <PurposeChoice onChosen={setPurpose} />
        ) : (
          <>
            {certified && <p className="note">{t('papers.markHint')}</p>}
            <DocumentView
              bytes={file.data}
              error={file.error}
              name={name}
              {...(certified && { stamp: { place: copyPlace, lines: [t('papers.mark'), t('papers.markAgency'), t('papers.markTime')] } })}
              onRetry={() => void file.refetch()}
            />
          </>
        )}
      </div>
    </Modal>
  );
}
