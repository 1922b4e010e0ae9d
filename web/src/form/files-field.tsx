/** Files of a form: stored as they are chosen, so that what the form refers to is there when it is sent. */
import { FileInput, Progress } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../expressions/json.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { storedFile } from './file-reference.ts';
import type { Component } from './open-form.ts';
import type { Shared } from './shared-props.ts';
import { useUploadPlace } from './upload-place.ts';

interface Files {
  readonly component: Component;
  readonly shared: Shared;
  readonly value: Json | undefined;
  readonly set: (value: Json) => void;
}

interface Refused {
  readonly name: string;
  readonly error: unknown;
}

export function FilesField({ component, shared, value, set }: Files) {
  const { t } = useTranslation();
  const caseId = useUploadPlace();
  const [sent, setSent] = useState<number>();
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const [waiting, setWaiting] = useState<readonly string[]>([]);
  const files = Array.isArray(value) ? (value as readonly { readonly name: string }[]) : [];
  const take = async (chosen: File | File[] | null): Promise<void> => {
    const list = chosen === null ? [] : Array.isArray(chosen) ? chosen : [chosen];
    set([]);
    setRefused([]);
    setWaiting([]);
    const references: Json[] = [];
    for (const [at, file] of list.entries()) {
      setSent(at / list.length);
      try {
        const { reference, isWaiting } = await storedFile(file, caseId, (share) => setSent((at + share) / list.length));
        references.push(reference);
        if (isWaiting) setWaiting((before) => [...before, file.name]);
      } catch (error) {
        // the others come in all the same
        setRefused((before) => [...before, { name: file.name, error }]);
      }
    }
    set(references);
    setSent(undefined);
  };
  return (
    <>
      <FileInput<boolean>
        {...shared}
        disabled={shared.disabled === true || sent !== undefined}
        multiple={component.multiple === true}
        {...(component.accept !== undefined && { accept: component.accept })}
        clearable
        clearButtonProps={{ 'aria-label': t('form.clearFiles') }}
        placeholder={files.length === 0 ? t('form.chooseFile') : files.map(({ name }) => name).join(', ')}
        onChange={(chosen: File | File[] | null) => void take(chosen)}
      />
      {sent !== undefined && <Progress value={sent * 100} mt="xs" aria-label={t('form.uploading')} />}
      {refused.map(({ name, error }) => (
        <div key={name}>
          <p className="flat">{t('form.fileRefused', { name })}</p>
          <ProblemNote error={error} />
        </div>
      ))}
      {waiting.length > 0 && (
        <p className="flat" role="status">
          {t('form.fileWaits', { names: waiting.join(', ') })}
        </p>
      )}
      <small className="dim">{t('form.fileHint')}</small>
    </>
  );
}
