import { AppError } from '../../../platform/errors.js';

/** A refusal that a caller may see, by its code; anything else is thrown on, since no sequence should lead there. */
export async function toAnswer(run: () => Promise<string>): Promise<string> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof AppError && error.code !== 'internal' && error.code !== 'unavailable')
      return error.code;
    throw error;
  }
}
