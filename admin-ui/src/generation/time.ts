const moments = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A moment of the server's in the words of the reader's own country. */
export function momentOf(text: string): string {
  return moments.format(new Date(text));
}
