/**
 * All connections share one backend, and so one list of prepared statements. This gives each connection names of its
 * own: a name in a Parse, Bind, Describe, Execute or Close message gets a prefix; the unnamed statement stays unnamed.
 */
export interface StatementNames {
  /** The message with its names prefixed. */
  rename(type: string, bytes: Buffer): Buffer;
  /** The statements that this connection prepared and has not closed, as the backend knows them. */
  open(): readonly string[];
}

/** Names for one connection. */
export function createStatementNames(prefix: string): StatementNames {
  const open = new Set<string>();

  /** `at` is where the name begins; the names after it follow directly. */
  const prefixed = (bytes: Buffer, at: number, count: number) => {
    const parts: Buffer[] = [bytes.subarray(0, at)];
    let rest = at;
    for (let index = 0; index < count; index += 1) {
      const end = bytes.indexOf(0, rest);
      if (end === -1) throw new Error('a name without an end');
      if (end > rest) parts.push(Buffer.from(prefix));
      parts.push(bytes.subarray(rest, end + 1));
      rest = end + 1;
    }
    parts.push(bytes.subarray(rest));
    const renamed = Buffer.concat(parts);
    renamed.writeUInt32BE(renamed.length - 1, 1);
    return renamed;
  };
  const statementAt = (bytes: Buffer, at: number) => bytes.toString('utf8', at, bytes.indexOf(0, at));

  return {
    rename(type, bytes) {
      if (type === 'P') {
        const renamed = prefixed(bytes, 5, 1);
        const name = statementAt(renamed, 5);
        if (name !== '') open.add(name);
        return renamed;
      }
      if (type === 'B') return prefixed(bytes, 5, 2);
      if (type === 'E') return prefixed(bytes, 5, 1);
      if (type !== 'D' && type !== 'C') return bytes;
      const renamed = prefixed(bytes, 6, 1);
      if (type === 'C' && renamed[5] === 0x53) open.delete(statementAt(renamed, 6));
      return renamed;
    },
    open: () => [...open],
  };
}
