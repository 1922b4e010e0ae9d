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

export function FilesField({ component, shared, value, set }: Files) {
  const { t } = useTranslation();
  const caseId = useUploadPlace();
  const [sent, setSent] = useState<number>();
  const [problem, setProblem] = useState<unknown>();
  const files = Array.isArray(value) ? (value as readonly { readonly name: string }[]) : [];
  const take = async (chosen: File | File[] | null): Promise<void> => {
    const list = chosen === null ? [] : Array.isArray(chosen) ? chosen : [chosen];
    setProblem(undefined);
    set([]);
    try {
      const references: Json[] = [];
      for (const [at, file] of list.entries()) {
        setSent(at / list.length);
        references.push(await storedFile(file, caseId, (share) => setSent((at + share) / list.length)));
      }
      set(references);
    } catch (error) {
      setProblem(error);
    } finally {
      setSent(undefined);
    }
  };
  return (
    <>
      <FileInput<boolean>
        {...shared}
        disabled={shared.disabled === true || sent !== undefined}
        multiple={component.multiple === true}
        {...(component.accept !== undefined && { accept: component.accept })}
        clearable
        placeholder={files.length === 0 ? t('form.chooseFile') : files.map(({ name }) => name).join(', ')}
        onChange={(chosen: File | File[] | null) => void take(chosen)}
      />
      {sent !== undefined && <Progress value={sent * 100} mt="xs" aria-label={t('form.uploading')} />}
      <ProblemNote error={problem} />
      <small className="dim">{t('form.fileHint')}</small>
    </>
  );
}
