/** The table of the period leaves in an archive that only a password opens, for a purpose that stands on the record. */
import { Button, Modal, SegmentedControl, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { requestFile } from '../shared/request-bytes.ts';
import { saveFile } from '../shared/save-file.ts';
import { ArchivePassword, LEAST_SIGNS } from '../ui/archive-password.tsx';
import { DialogEnd } from '../ui/dialog-end.tsx';
import { PurposeSelect } from '../ui/purpose-select.tsx';
import type { ReportBy } from './report-table.tsx';
import { statisticsSearch, type Counted } from './statistics-filters.ts';

const FORMATS = ['xlsx', 'pdf', 'csv'] as const;

interface Taking {
  readonly filters: Counted;
  readonly by: ReportBy;
  readonly onClose: () => void;
}

export function ExportStatistics({ filters, by: shown, onClose }: Taking) {
  const { t } = useTranslation();
  const [format, setFormat] = useState<string>('xlsx');
  const [by, setBy] = useState(shown);
  const [purpose, setPurpose] = useState<string>();
  const [password, setPassword] = useState('');
  const take = useMutation({
    gcTime: 0,
    mutationFn: async () => {
      const body = { format, by, password, filter: statisticsSearch(filters) };
      return await requestFile('/statistics/export', { body, purpose });
    },
    onSuccess: ({ bytes }) => saveFile(bytes, `${t('statistics.fileName')}-${filters.tu}-${filters.den}.zip`, 'application/zip'),
  });
  return (
    <Modal opened onClose={onClose} closeButtonProps={{ 'aria-label': t('bulk.close') }} title={t('statistics.exportTitle')}>
      <div className="stack">
        <SegmentedControl
          aria-label={t('statistics.reportBy')}
          data={(['unit', 'procedure'] as const).map((value) => ({
            value,
            label: t(`statistics.by.${value === 'unit' ? 'unitPath' : 'procedure'}`),
          }))}
          value={by}
          onChange={(value) => setBy(value as ReportBy)}
        />
        <Select
          label={t('statistics.format')}
          data={FORMATS.map((value) => ({ value, label: t(`statistics.formats.${value}`) }))}
          value={format}
          onChange={(value) => setFormat(value ?? format)}
          allowDeselect={false}
        />
        <PurposeSelect label={t('statistics.purpose')} value={purpose} onChange={setPurpose} />
        <ArchivePassword value={password} onChange={setPassword} />
        {take.isSuccess && (
          <p className="note" role="status">
            {t('statistics.exported')}
          </p>
        )}
        <DialogEnd error={take.error} onClose={onClose}>
          <Button loading={take.isPending} disabled={purpose === undefined || password.length < LEAST_SIGNS} onClick={() => take.mutate()}>
            {t('statistics.exportDo')}
          </Button>
        </DialogEnd>
      </div>
    </Modal>
  );
}
