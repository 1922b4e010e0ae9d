/** A new image from a day on, or that there is none from then; another person decides. */
import { Button, Checkbox, FileInput, Modal, Textarea } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../form/date-field.tsx';
import { newKey, request } from '../shared/request.ts';
import { ICON } from '../ui/icon.ts';
import { DialogEnd } from '../ui/dialog-end.tsx';
import { Ink } from './ink-view.tsx';
import type { Holder } from './image-queries.ts';

interface Proposing {
  readonly holder: Holder;
  readonly name: string;
  readonly onClose: () => void;
}

const OPTIONAL = { id: 'image-valid-from', required: false, disabled: false, error: undefined, onBlur: () => {} };

export function ProposeImage({ holder, name, onClose }: Proposing) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [none, setNone] = useState(false);
  const [validFrom, setValidFrom] = useState<string>();
  const [reason, setReason] = useState('');
  const [key] = useState(newKey);
  const source = useDataUrl(file);
  const propose = useMutation({
    mutationFn: async () => {
      const png = none ? undefined : source?.slice(source.indexOf(',') + 1);
      const body = { ...holder, ...(validFrom !== undefined && { validFrom }), ...(png !== undefined && { png }), reason: reason.trim() };
      return await request('/signing-images', { method: 'POST', body, idempotencyKey: key });
    },
    async onSuccess() {
      await client.invalidateQueries({ queryKey: ['images'] });
      onClose();
    },
  });
  const of = 'person' in holder ? 'signature' : 'seal';
  return (
    <Modal opened onClose={onClose} title={t('images.proposeFor', { name })} closeButtonProps={{ 'aria-label': t('bulk.close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          propose.mutate();
        }}
      >
        <p className="flat dim">{t(`images.hint.${of}`)}</p>
        <FileInput
          label={t('images.file')}
          description={t('images.fileHint')}
          accept="image/png"
          clearable
          clearButtonProps={{ 'aria-label': t('images.removeFile') }}
          disabled={none}
          required={!none}
          leftSection={<IconUpload {...ICON} size={16} />}
          value={file}
          onChange={setFile}
        />
        {source !== undefined && !none && <Ink of={of} source={source} label={t(`images.of.${of}`, { name })} />}
        <Checkbox label={t('images.noneFrom')} checked={none} onChange={(event) => setNone(event.currentTarget.checked)} />
        <DateField
          shared={{ ...OPTIONAL, label: t('images.validFrom'), description: t('images.validFromHint') }}
          value={validFrom}
          set={(day) => setValidFrom(typeof day === 'string' ? day : undefined)}
        />
        <Textarea
          label={t('task.reason')}
          required
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <DialogEnd error={propose.error} onClose={onClose}>
          <Button type="submit" loading={propose.isPending} disabled={reason.trim() === '' || (!none && source === undefined)}>
            {t('images.propose')}
          </Button>
        </DialogEnd>
      </form>
    </Modal>
  );
}

/** undefined while there is no file, or it is still being read. */
function useDataUrl(file: File | null): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    setUrl(undefined);
    if (!file) return;
    const reader = new FileReader();
    reader.addEventListener('load', () => setUrl(typeof reader.result === 'string' ? reader.result : undefined));
    reader.readAsDataURL(file);
    return () => reader.abort();
  }, [file]);
  return url;
}
