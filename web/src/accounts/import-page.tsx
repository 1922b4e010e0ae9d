/** Nhập danh sách: a list of new accounts is looked at row by row, then its sound rows become requests, each with its own answer. */
import { Anchor, Button, VisuallyHidden } from '@mantine/core';
import { IconDownload, IconFileSpreadsheet } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey, request } from '../shared/request.ts';
import type { ListOutcome, ListPreview } from '../shared/types.ts';
import { ICON } from '../ui/icon.ts';
import { LoadingPage } from '../ui/loading-page.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useAccountRights } from './account-rights.ts';
import { AccountTabs } from './account-tabs.tsx';
import { ImportOutcome } from './import-outcome.tsx';
import { ImportRows } from './import-rows.tsx';
import { NotForYou } from './not-for-you.tsx';
import './accounts.css';

const formOf = (file: File): FormData => {
  const form = new FormData();
  form.set('file', file);
  return form;
};

export function ImportPage() {
  const { t } = useTranslation();
  const { known, proposes } = useAccountRights();
  const client = useQueryClient();
  const look = useMutation({
    mutationFn: async (file: File) =>
      await request<ListPreview>('/account-imports/preview', { method: 'POST', body: formOf(file), idempotencyKey: newKey() }),
  });
  const [key, setKey] = useState(newKey);
  const send = useMutation({
    mutationFn: async ({ file, lines }: { file: File; lines: readonly number[] }) =>
      await request<ListOutcome>('/account-imports', { method: 'POST', query: { lines }, body: formOf(file), idempotencyKey: key }),
    onSuccess: async () => await client.invalidateQueries({ queryKey: ['accounts'] }),
    onError: () => setKey(newKey()),
  });
  const take = (file: File): void => {
    send.reset();
    setKey(newKey());
    look.mutate(file);
  };
  if (!known) return <LoadingPage />;
  if (!proposes) return <NotForYou />;
  const sound = look.data?.rows.filter(({ problems }) => problems.length === 0).map(({ line }) => line) ?? [];
  const file = look.variables;
  return (
    <div className="page">
      <h1>{t('accounts.title')}</h1>
      <AccountTabs />
      <VisuallyHidden>
        <h2>{t('accounts.import')}</h2>
      </VisuallyHidden>
      <p className="dim">
        {t('accounts.importHint')}{' '}
        <Anchor href="/api/v1/account-imports/template" underline="always" download>
          <IconDownload {...ICON} size={15} /> {t('accounts.template')}
        </Anchor>
      </p>
      <DropPlace busy={look.isPending || send.isPending} onFile={take} />
      <ProblemNote error={look.error} />
      {look.data && file && !send.data && (
        <section className="stack" aria-label={file.name}>
          <div className="line start">
            <h3>{file.name}</h3>
            <span className="chip done">{t('accounts.soundRows', { count: look.data.valid })}</span>
            {look.data.invalid > 0 && <span className="chip over">{t('accounts.wrongRows', { count: look.data.invalid })}</span>}
            <span className="gap" />
            <Button disabled={sound.length === 0} loading={send.isPending} onClick={() => send.mutate({ file, lines: sound })}>
              {t('accounts.sendRows', { count: sound.length })}
            </Button>
          </div>
          {look.data.invalid > 0 && <p className="dim">{t(sound.length > 0 ? 'accounts.wrongStay' : 'accounts.allWrong')}</p>}
          <ProblemNote error={send.error} />
          <ImportRows preview={look.data} />
        </section>
      )}
      {send.data && look.data && <ImportOutcome outcome={send.data} preview={look.data} />}
    </div>
  );
}

function DropPlace({ busy, onFile }: { readonly busy: boolean; readonly onFile: (file: File) => void }) {
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
      className="card drop low"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileSpreadsheet size={32} stroke={1.4} aria-hidden />
      <p>{t('accounts.drop')}</p>
      <Button loading={busy} variant="default" onClick={() => input.current?.click()}>
        {t('accounts.chooseFile')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        hidden
        aria-label={t('accounts.chooseFile')}
        onChange={(event) => {
          take(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
