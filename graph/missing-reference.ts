import { AppError, type ErrorCode } from '../platform/errors.js';

/** SQLSTATE of a foreign key that points at nothing. */
const FOREIGN_KEY_VIOLATION = '23503';

/** Runs an insert and turns a reference to a row that does not exist into an error the caller understands. */
export async function withReferences<T>(insert: Promise<T>, code: ErrorCode, message: string): Promise<T> {
  try {
    return await insert;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === FOREIGN_KEY_VIOLATION) {
      throw new AppError(code, message, { cause: error });
    }
    throw error;
  }
}
