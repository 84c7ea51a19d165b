// Cursor pages: newest first, stable while rows are added. A cursor is opaque to the caller.

export interface PageRequest {
  /** 1 to 100. */
  readonly limit: number;
  readonly cursor?: Cursor;
}

/** The last row of the previous page. */
export interface Cursor {
  readonly createdAt: Date;
  readonly id: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Absent on the last page. */
  readonly nextCursor?: string;
}

/** Makes a page of rows that were fetched with `limit + 1`. */
export function pageOf<R extends { createdAt: Date; id: string }, T>(
  rows: readonly R[],
  request: PageRequest,
  view: (row: R) => T,
): Page<T> {
  const shown = rows.slice(0, request.limit);
  const last = shown.at(-1);
  const items = shown.map(view);
  return rows.length > request.limit && last !== undefined ? { items, nextCursor: writeCursor(last) } : { items };
}

export function writeCursor(cursor: Cursor): string {
  return Buffer.from(`${cursor.createdAt.toISOString()} ${cursor.id}`).toString('base64url');
}

/** Reads a cursor, or undefined when the text is none of ours. */
export function readCursor(text: string): Cursor | undefined {
  const match = /^(\d{4}-\d{2}-\d{2}T[\d:.]{8,12}Z) ([A-Za-z0-9_]{1,64})$/.exec(
    Buffer.from(text, 'base64url').toString('latin1'),
  );
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  const createdAt = new Date(match[1]);
  // Nothing of ours is older than the epoch, and a database does not take every year.
  return createdAt.getTime() > 0 ? { createdAt, id: match[2] } : undefined;
}
