/** Where a page ended: the last order shown, by time and id. */
export interface PagePosition {
  at: Date;
  id: string;
}

/** The position as an opaque token that fits in a tool's arguments. */
export function encodeCursor({ at, id }: PagePosition): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');
}

/** Reads a token of `encodeCursor`; undefined for anything else, which then means the first page. */
export function decodeCursor(token: string): PagePosition | undefined {
  const [, time, id] =
    /^(\d{4}-\d\d-\d\dT[\d:.]+Z) (\S{1,64})$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  const at = new Date(time ?? Number.NaN);
  return id === undefined || Number.isNaN(at.getTime()) ? undefined : { at, id };
}
