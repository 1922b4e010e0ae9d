const KEEP_MS = 10_000;

/** Gives a file that the page holds to the person, under a name. */
export function saveFile(bytes: Uint8Array, name: string, type = 'application/pdf'): void {
  const address = URL.createObjectURL(new Blob([bytes.slice()], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name.replaceAll(/[\\/:*?"<>|]/g, '_');
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEEP_MS);
}
