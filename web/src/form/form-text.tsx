/** The little Markdown that forms use: a heading, and paragraphs. */
export function FormText({ text }: { readonly text: string }) {
  return (
    <div className="wide form-text">
      {text
        .split('\n')
        .map((line) =>
          line.startsWith('#') ? <h3 key={line}>{line.replace(/^#+\s*/, '')}</h3> : line.trim() !== '' && <p key={line}>{line}</p>,
        )}
    </div>
  );
}
