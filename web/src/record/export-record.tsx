/** What is found leaves as a table, for a stated purpose that stands on the record with who took it. */
import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { requestFile } from '../shared/request-bytes.ts';
import { saveFile } from '../shared/save-file.ts';
import { DialogEnd } from '../ui/dialog-end.tsx';
import { recordSearch, type RecordFilters } from './record-filters.ts';

const TYPE = 'text/csv;charset=utf-8';
const LONGEST = 500;

export function ExportRecord({ filters, onClose }: { readonly filters: RecordFilters; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [purpose, setPurpose] = useState('');
  const [next, setNext] = useState<string>();
  const [saved, setSaved] = useState(0);
  const take = useMutation({
    gcTime: 0,
    mutationFn: async () => {
      const given = Object.entries({ ...recordSearch(filters), purpose: purpose.trim(), cursor: next }).filter(
        ([, value]) => value !== undefined,
      );
      return await requestFile(`/record/export?${new URLSearchParams(given as [string, string][]).toString()}`);
    },
    onSuccess({ bytes, headers }) {
      const part = saved + 1;
      saveFile(bytes, `${t('record.fileName')}-${new Date().toISOString().slice(0, 10)}${part > 1 ? `-${part}` : ''}.csv`, TYPE);
      setSaved(part);
      setNext(headers.get('X-Next-Cursor') ?? undefined);
    },
  });
  const whole = saved > 0 && next === undefined;
  return (
    <Modal opened onClose={onClose} closeButtonProps={{ 'aria-label': t('bulk.close') }} title={t('record.exportTitle')}>
      <div className="stack">
        <p className="flat">{t(Object.keys(filters).length > 0 ? 'record.exportFiltered' : 'record.exportAll')}</p>
        <Textarea
          label={t('record.exportPurpose')}
          description={t('record.exportPurposeHint')}
          required
          autosize
          minRows={2}
          maxLength={LONGEST}
          data-autofocus
          disabled={saved > 0}
          value={purpose}
          onChange={(event) => setPurpose(event.currentTarget.value)}
        />
        {saved > 0 && (
          <p className="note" role="status">
            {t(whole ? 'record.exported' : 'record.exportedPart')}
          </p>
        )}
        <DialogEnd error={take.error} onClose={onClose}>
          {!whole && (
            <Button loading={take.isPending} disabled={purpose.trim() === ''} onClick={() => take.mutate()}>
              {t(saved > 0 ? 'record.exportNext' : 'record.exportDo')}
            </Button>
          )}
        </DialogEnd>
      </div>
    </Modal>
  );
}
