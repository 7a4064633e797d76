import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { ModelConfig } from '../../platform/config.js';
import { createRetryStrategy } from './retry-patience.js';

/** What the client takes from the configuration; `maxAttempts` counts the first one. */
export type BedrockClientSettings = Pick<ModelConfig, 'region' | 'endpoint' | 'timeoutMs'> & {
  maxAttempts?: number;
};

const CONNECTION_TIMEOUT_MS = 3_000;
const MAX_SOCKETS = 64;

/**
 * A Bedrock client over HTTP/1.1 with kept-alive connections: over HTTP/2 a connection that is cut looks like a stream
 * that ended. It alone retries throttling and server errors, six attempts in standard mode; adaptive mode would hold
 * back all customers for one. Credentials come from the SDK's default chain, or from AWS_BEARER_TOKEN_BEDROCK.
 */
export function createBedrockClient(settings: BedrockClientSettings): BedrockRuntimeClient {
  const agent = { keepAlive: true, maxSockets: MAX_SOCKETS };
  return new BedrockRuntimeClient({
    ...(settings.region === undefined ? {} : { region: settings.region }),
    ...(settings.endpoint === undefined ? {} : { endpoint: settings.endpoint }),
    retryStrategy: createRetryStrategy(settings.maxAttempts ?? 6),
    requestHandler: new NodeHttpHandler({
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: settings.timeoutMs,
      throwOnRequestTimeout: true,
      httpAgent: agent,
      httpsAgent: agent,
    }),
  });
}
