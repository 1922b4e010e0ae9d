/** The first letter of the given name, and of the middle name before it: Trần Thị Ánh Nguyệt is ÁN. */
export function Avatar({ name, large = false }: { readonly name: string; readonly large?: boolean }) {
  const words = name.split(' ').filter((word) => /^\p{L}/u.test(word));
  const letters = words.slice(-2).map((word) => word.slice(0, 1).toLocaleUpperCase('vi'));
  return (
    <span className={large ? 'avatar large' : 'avatar'} aria-hidden>
      {letters.join('')}
    </span>
  );
}
