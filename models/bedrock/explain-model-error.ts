import type { ModelConfig } from '../../platform/config.js';
import { describeModelError } from './model-fault.js';

/** What an operator can do about a failed call of a model, in one sentence. */
export function explainModelError(
  error: unknown,
  { modelId, region, endpoint }: { modelId: string; region: string } & Pick<ModelConfig, 'endpoint'>,
): string {
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : '';
  const { code } = describeModelError(error);
  if (/Credentials|TokenProvider/.test(name)) {
    return 'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE or AWS_BEARER_TOKEN_BEDROCK, or run under a role';
  }
  if (
    /UnrecognizedClient|InvalidSignature|InvalidClientTokenId|ExpiredToken|IncompleteSignature/.test(name)
  ) {
    return 'these credentials are wrong or have expired: renew them, and look at the clock of this machine';
  }
  if (/not authorized to perform/.test(message)) {
    return `allow bedrock:InvokeModel and bedrock:InvokeModelWithResponseStream on ${modelId} (policy in docs/bedrock.md)`;
  }
  if (/^AccessDenied/.test(name)) {
    return `request access to ${modelId} under "Model access" in the Bedrock console of ${region}`;
  }
  if (/on-demand throughput/.test(message)) {
    return `use the id of an inference profile, such as eu.${modelId}, us.${modelId} or global.${modelId}`;
  }
  if (
    /^ResourceNotFound/.test(name) ||
    /identifier is invalid|not supported|end of its life/i.test(message)
  ) {
    return `${modelId} is not there in ${region}: choose a model or an inference profile of that region, or another AWS_REGION`;
  }
  if (/guardrail/i.test(message)) return 'look at BEDROCK_GUARDRAIL_ID and BEDROCK_GUARDRAIL_VERSION';
  if (/^(Throttling|TooManyRequests|ServiceQuota)/.test(name)) {
    return 'the quota is used up at the moment: ask for more under Service Quotas, or name BEDROCK_FALLBACK_MODEL_IDS';
  }
  if (code !== undefined || /Timeout|AbortError/.test(name)) {
    const where = endpoint ?? `https://bedrock-runtime.${region}.amazonaws.com`;
    return `${where} cannot be reached: look at AWS_REGION, AWS_ENDPOINT_URL_BEDROCK_RUNTIME, proxies and VPC endpoints`;
  }
  return 'try again; if it stays, look the error up in docs/bedrock.md and the AWS Health dashboard';
}
