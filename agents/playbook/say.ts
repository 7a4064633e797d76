/** "a", "a and b", "a, b and c". */
export function sayList(parts: readonly string[], word = 'and'): string {
  if (parts.length <= 1) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1)}`;
}

/** "1 item", "2 items". */
export function sayCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A numbered list, one line each, to which a customer can point by number. */
export function sayNumbered(lines: readonly string[]): string {
  return lines.map((line, index) => `${index + 1}. ${line}`).join('\n');
}

/** Sentences or paragraphs joined; empty ones are left out. */
export function sayAll(parts: readonly (string | undefined | false)[], between = ' '): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join(between);
}

/** The text with its first letter in upper case. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Names in a list; one that comes several times is said once, with its number. */
export function sayNames(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return sayList([...counts].map(([name, count]) => (count > 1 ? `${count} × ${name}` : name)));
}
