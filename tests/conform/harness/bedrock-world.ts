import type { BedrockRequest } from '../../helpers/bedrock/script.js';
import { type BedrockServer, type Respond, startBedrockServer } from '../../helpers/bedrock-server.js';
import { type ProcessOptions, type ProcessWorld, startProcesses } from '../../helpers/processes.js';
import type { ConformContext } from '../row.js';
import { usePostgres } from './postgres.js';

/** Services in processes of their own on real PostgreSQL, over a Bedrock runtime in this one. */
export interface BedrockWorld extends ProcessWorld {
  bedrock: BedrockServer;
  /** Of the first supervisor. */
  supervisor: string;
}

/** Settings that make a process take its answers from a Bedrock runtime on loopback; the embeddings stay local. */
export function bedrockSettings(url: string): Record<string, string> {
  return {
    MODEL_PROVIDER: 'bedrock',
    EMBEDDER: 'local',
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
}

/** Opens it, and closes it after the row. */
export async function openBedrockWorld(
  context: ConformContext,
  names: readonly string[],
  respond: Respond,
  { settings = {}, ...options }: ProcessOptions & { settings?: Record<string, string> } = {},
): Promise<BedrockWorld> {
  const { url } = await usePostgres(context);
  const bedrock = await startBedrockServer(respond);
  context.defer(() => bedrock.close());
  const world = await startProcesses(
    names,
    { DATABASE_URL: url, ...bedrockSettings(bedrock.url), ...settings },
    options,
  );
  context.defer(() => world.close());
  return { ...world, bedrock, supervisor: world.services.supervisor?.url ?? '' };
}

/** Which agent asks, by what only its model may call; undefined for the supervisor's own calls. */
export function agentOf({ body }: BedrockRequest): 'order-management' | 'troubleshooting' | undefined {
  const tools = body.toolConfig?.tools.map(({ toolSpec }) => toolSpec?.name) ?? [];
  if (tools.includes('get_order')) return 'order-management';
  return tools.includes('search_knowledge') ? 'troubleshooting' : undefined;
}
