import { z } from 'zod';

/** The stream ended without saying why it stopped: the text before it may be half of what was meant. */
export class IncompleteAnswerError extends Error {
  override readonly name = 'IncompleteAnswerError';

  constructor() {
    super('the model stopped without a stop reason');
  }
}

/**
 * What kind of fault a call of Bedrock ended in. `overloaded`: the service refused, was silent or was not reached, after
 * the client's own attempts; another model may answer. `interrupted`: an answer had begun, or the model failed at it; the
 * same call may work at once. `denied`: credentials, access or the model id are not right; an operator has to act, and
 * another model may answer. `refused`: this very request would fail again.
 */
export type ModelFault = 'overloaded' | 'interrupted' | 'denied' | 'refused';

const Thrown = z.object({
  name: z.string().catch(''),
  code: z.string().optional().catch(undefined),
  message: z.string().catch(''),
  lc_error_code: z.string().optional().catch(undefined),
  $metadata: z
    .object({
      httpStatusCode: z.number().optional(),
      requestId: z.string().optional().catch(undefined),
      attempts: z.number().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});
type Thrown = z.infer<typeof Thrown>;

const UNREACHABLE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'EPIPE']);
/** Thrown for a connection that is cut and for a document that ends in the middle. */
const CUT = new Set(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE']);
const TRANSIENT =
  /^(Throttling|TooManyRequests|ServiceUnavailable|ServiceQuotaExceeded|InternalServer|ModelNotReady)/;
const MODEL_FAILED = /^(IncompleteAnswerError|SyntaxError|Model(Timeout|Error|StreamError)(Exception)?$)/;
const DENIED =
  /^(AccessDenied|UnrecognizedClient|InvalidClientTokenId|ExpiredToken|InvalidSignature|MissingAuthenticationToken|IncompleteSignature|ResourceNotFound|CredentialsProvider|TokenProvider|Unauthorized)/;
/** How Bedrock words that a model or a guardrail cannot be used, under the name of any bad request. */
const WRONG_MODEL =
  /model identifier is invalid|on-demand throughput|model is not supported|end of its life|guardrail identifier|operation not allowed/i;

/** Sorts anything that a call may throw; what is not known is `refused`. */
export function toModelFault(error: unknown): ModelFault {
  const { name, code, message, lc_error_code, $metadata } = parseThrown(error);
  const status = $metadata?.httpStatusCode;
  if (MODEL_FAILED.test(name) || status === 408 || status === 424) return 'interrupted';
  if (CUT.has(code ?? '') || message === 'aborted') return 'interrupted';
  // An exception in mid-stream comes under a status of 200 or none.
  if (TRANSIENT.test(name)) return status !== undefined && status >= 400 ? 'overloaded' : 'interrupted';
  if (status === 429 || (status !== undefined && status >= 500)) return 'overloaded';
  if (lc_error_code === 'MODEL_STREAM_TIMEOUT') return 'overloaded';
  if (DENIED.test(name) || status === 401 || status === 403 || WRONG_MODEL.test(message)) return 'denied';
  return UNREACHABLE.has(code ?? '') || name === 'TimeoutError' ? 'overloaded' : 'refused';
}

/**
 * What may be logged of an error. The words of a service may quote a request or an answer, so only those of a broken
 * connection are kept: they hold an address.
 */
export function describeModelError(error: unknown): Record<string, string | number> {
  const { name, code, message, $metadata } = parseThrown(error);
  const isConnection = code !== undefined && $metadata?.httpStatusCode === undefined;
  return withoutUndefined({
    type: name === '' ? 'Error' : name,
    code,
    status: $metadata?.httpStatusCode,
    requestId: $metadata?.requestId,
    attempts: $metadata?.attempts,
    message: isConnection ? message.slice(0, 200) : undefined,
  });
}

function parseThrown(error: unknown): Thrown {
  return Thrown.catch({ name: '', message: '' }).parse(error);
}

function withoutUndefined(
  fields: Record<string, string | number | undefined>,
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string | number] => entry[1] !== undefined),
  );
}
