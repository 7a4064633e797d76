import { z } from 'zod';

/** The stream ended without saying why it stopped: the text before it may be half of what was meant. */
export class IncompleteAnswerError extends Error {
  override readonly name = 'IncompleteAnswerError';

  constructor() {
    super('the model stopped without a stop reason');
  }
}

/**
 * What kind of fault a call of Bedrock ended in. `overloaded`: the service refused or was not reached, after the
 * client's own attempts; another model may answer. `interrupted`: an answer had begun, or the model failed at it; the
 * same call may work at once. `refused`: it would fail again.
 */
export type ModelFault = 'overloaded' | 'interrupted' | 'refused';

const Thrown = z.object({
  name: z.string().catch(''),
  code: z.string().optional().catch(undefined),
  message: z.string().catch(''),
  $metadata: z.object({ httpStatusCode: z.number().optional() }).optional().catch(undefined),
});

const UNREACHABLE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'EPIPE']);
/** Thrown for a connection that is cut and for a document that ends in the middle. */
const CUT = new Set(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE']);
const TRANSIENT =
  /^(Throttling|TooManyRequests|ServiceUnavailable|ServiceQuotaExceeded|InternalServer|ModelNotReady)/;
const MODEL_FAILED = /^(IncompleteAnswerError|SyntaxError|Model(Timeout|Error|StreamError)(Exception)?$)/;

/** Sorts anything that a call may throw; what is not known is `refused`. */
export function toModelFault(error: unknown): ModelFault {
  const { name, code, message, $metadata } = Thrown.catch({ name: '', message: '' }).parse(error);
  const status = $metadata?.httpStatusCode;
  if (MODEL_FAILED.test(name) || status === 408 || status === 424) return 'interrupted';
  if (CUT.has(code ?? '') || message === 'aborted') return 'interrupted';
  // An exception in mid-stream comes under a status of 200 or none.
  if (TRANSIENT.test(name)) return status !== undefined && status >= 400 ? 'overloaded' : 'interrupted';
  if (status === 429 || (status !== undefined && status >= 500)) return 'overloaded';
  return UNREACHABLE.has(code ?? '') || name === 'TimeoutError' ? 'overloaded' : 'refused';
}
