import type { ColumnType } from 'kysely';

/** A timestamp column: read as Date, written as Date. */
export type Timestamp = ColumnType<Date, Date, Date>;
/** Null when the row is made, and left out then. */
export type LaterTimestamp = ColumnType<Date | null, Date | null | undefined, Date | null>;
/** A jsonb column of a known shape: read parsed, written as JSON text. */
export type Json<T> = ColumnType<T, string, string>;
/** A `vector(512)` column: read and written in pgvector's text form, `[0.1,0.2,...]`. */
export type Vector = ColumnType<string, string, string>;
