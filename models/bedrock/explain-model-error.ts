import type { ModelConfig } from '../../platform/config.js';
import { describeModelError } from './model-fault.js';

/** What was asked for when it failed. */
export type AskedModel = { modelId: string; region: string } & Pick<ModelConfig, 'endpoint'>;

interface Failure {
  name: string;
  message: string;
}

const CREDENTIALS =
  'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE or AWS_BEARER_TOKEN_BEDROCK, or run under a role';
const BAD_SIGNATURE =
  /UnrecognizedClient|InvalidSignature|InvalidClientTokenId|ExpiredToken|IncompleteSignature/;
const BAD_API_KEY = /api key is (?:valid|invalid|expired)|bearer token/i;
const GONE = /^ResourceNotFound/;
const NO_SUCH_MODEL = /identifier is invalid|not supported|end of its life|legacy/i;

/**
 * How Bedrock words each fault, and what an operator can do about it; the first that fits. Several come under the same
 * name, and a few under one that says something else.
 */
const ADVICE: readonly [fits: (failure: Failure) => boolean, todo: (asked: AskedModel) => string][] = [
  [({ name }) => /Credentials|TokenProvider/.test(name), () => CREDENTIALS],
  [
    ({ message }) => BAD_API_KEY.test(message),
    () => 'AWS_BEARER_TOKEN_BEDROCK is wrong or has expired: make a new Bedrock API key, or unset it',
  ],
  [
    ({ name }) => BAD_SIGNATURE.test(name),
    () => 'these credentials are wrong or have expired: renew them, and look at the clock of this machine',
  ],
  [
    ({ message }) => /guardrail/i.test(message) && !/not authorized/.test(message),
    ({ region }) =>
      `look at BEDROCK_GUARDRAIL_ID and BEDROCK_GUARDRAIL_VERSION: the guardrail has to be in ${region}, with that version`,
  ],
  [
    ({ message }) => /not authorized/.test(message) && /guardrail/i.test(message),
    () => 'allow bedrock:ApplyGuardrail on the guardrail (policy in docs/bedrock.md)',
  ],
  [
    ({ message }) => /use case details/i.test(message),
    ({ modelId }) =>
      `submit the use case form of Anthropic once: open ${modelId} in the model catalog of the Bedrock console; it takes up to 15 minutes`,
  ],
  [
    ({ message }) => /aws-marketplace|INVALID_PAYMENT/i.test(message),
    ({ modelId }) =>
      `let somebody with aws-marketplace:Subscribe and ViewSubscriptions, in an account that can be billed, call ${modelId} once`,
  ],
  [
    ({ message }) => /prompt caching/i.test(message),
    ({ modelId }) => `${modelId} takes no cache points: set BEDROCK_PROMPT_CACHE=off, or auto`,
  ],
  [
    ({ message }) => /tool use/i.test(message),
    ({ modelId }) => `${modelId} cannot call tools while it streams: choose a model that can`,
  ],
  [
    ({ message }) => /explicit deny/.test(message),
    ({ modelId }) =>
      `a policy forbids ${modelId}: allow it in the policy of the organisation, for every region of its inference profile`,
  ],
  [
    ({ message }) => /not authorized to perform/.test(message),
    ({ modelId }) =>
      `allow bedrock:InvokeModel and bedrock:InvokeModelWithResponseStream on ${modelId} (policy in docs/bedrock.md)`,
  ],
  [
    ({ name }) => /^AccessDenied/.test(name),
    ({ modelId, region }) =>
      `open ${modelId} in the model catalog of the Bedrock console of ${region} and try it there: it says what is missing`,
  ],
  [
    ({ message }) => /on-demand throughput/.test(message),
    ({ modelId }) =>
      `use the id of an inference profile, such as eu.${modelId}, us.${modelId} or global.${modelId}`,
  ],
  [
    ({ name, message }) => GONE.test(name) || NO_SUCH_MODEL.test(message),
    ({ modelId, region }) =>
      `${modelId} is not there in ${region}: choose a model or an inference profile of that region, or another AWS_REGION`,
  ],
  [
    ({ name }) => /^(Throttling|TooManyRequests|ServiceQuota)/.test(name),
    () =>
      'the quota is used up at the moment: ask for more under Service Quotas, or name BEDROCK_FALLBACK_MODEL_IDS',
  ],
];

/** What an operator can do about a failed call of a model, in one sentence. */
export function explainModelError(error: unknown, asked: AskedModel): string {
  const failure = error instanceof Error ? error : { name: '', message: '' };
  const advice = ADVICE.find(([fits]) => fits(failure));
  if (advice !== undefined) return advice[1](asked);
  const { code } = describeModelError(error);
  if (code !== undefined || /Timeout|AbortError/.test(failure.name)) {
    const where = asked.endpoint ?? `https://bedrock-runtime.${asked.region}.amazonaws.com`;
    return `${where} cannot be reached: look at AWS_REGION, AWS_ENDPOINT_URL_BEDROCK_RUNTIME, proxies and VPC endpoints`;
  }
  return 'try again; if it stays, look the error up in docs/bedrock.md and the AWS Health dashboard';
}
