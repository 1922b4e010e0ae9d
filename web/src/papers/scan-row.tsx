/** A scan that was brought: on its way, or stored, with its pages and what is wrong with it. */
import { Button, Progress } from '@mantine/core';
import { IconFileCheck, IconFileX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UploadItem } from '../shared/types.ts';
import { ICON } from '../ui/icon.ts';
import { PaperPreview } from './paper-preview.tsx';
import { scanWords } from './scan-words.ts';
import { StillWaiting } from './still-waiting.tsx';

interface Shown {
  readonly caseId: string;
  /** of the paper, or of the file where it is no paper by name */
  readonly name: string;
  readonly file: string;
  readonly sent: number | undefined;
  readonly stored: UploadItem | undefined;
  readonly faults: readonly string[];
  /** the agency certifies it: the preview shows where */
  readonly certified: boolean;
  readonly onRemove: () => void;
  readonly onScanned: (stored: UploadItem) => void;
}

export function ScanRow({ caseId, name, file, sent = 0, stored, faults, certified, onRemove, onScanned }: Shown) {
  const { t } = useTranslation();
  const [looked, setLooked] = useState(false);
  if (!stored)
    return (
      <div className="scan" role="status">
        <span className="long">{file}</span>
        <Progress value={sent * 100} aria-label={t('papers.sending', { name: file })} />
        <small className="dim">{t(sent < 1 ? 'papers.sendingNow' : 'papers.checking')}</small>
      </div>
    );
  const Icon = faults.length === 0 ? IconFileCheck : IconFileX;
  return (
    <div className="scan" role="status">
      <div className="line">
        <span className="scan-name">
          <Icon {...ICON} className={faults.length === 0 ? 'good' : 'bad'} />
          <span className="long">{file}</span>
        </span>
        <span className="line">
          {stored.scan !== 'waiting' && stored.scan !== 'infected' && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setLooked(true)}
              aria-label={t(certified ? 'papers.lookAt' : 'papers.act.preview', { name })}
            >
              {t(certified ? 'papers.look' : 'papers.act.look')}
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" onClick={onRemove} aria-label={t('papers.removeOf', { name })}>
            {t('papers.remove')}
          </Button>
        </span>
      </div>
      <small className="dim">{scanWords(t, stored)}</small>
      {stored.scan === 'waiting' && <StillWaiting caseId={caseId} sha256={stored.sha256} onScanned={onScanned} />}
      {faults.map((fault) => (
        <p key={fault} className="note warn">
          {fault}
        </p>
      ))}
      {looked && <PaperPreview caseId={caseId} name={name} scan={stored} certified={certified} onClose={() => setLooked(false)} />}
    </div>
  );
}
