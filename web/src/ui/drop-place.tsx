/** Where a file is dropped, or chosen from the computer; one at a time. */
import { Button } from '@mantine/core';
import { useRef, useState, type DragEvent, type ReactNode } from 'react';

interface Place {
  readonly icon: ReactNode;
  /** what may be dropped here */
  readonly hint: string;
  readonly choose: string;
  /** of the button, where several such places are on one page */
  readonly label?: string;
  /** media types, as of a file input */
  readonly accept: string;
  readonly busy: boolean;
  readonly small?: boolean;
  readonly onFile: (file: File) => void;
}

export function DropPlace({ icon, hint, choose, label = choose, accept, busy, small = false, onFile }: Place) {
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
      className={small ? 'card drop small-drop' : 'card drop'}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {icon}
      <p className="flat">{hint}</p>
      <Button loading={busy} variant={small ? 'default' : 'filled'} aria-label={label} onClick={() => input.current?.click()}>
        {choose}
      </Button>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        aria-label={label}
        onChange={(event) => {
          take(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
