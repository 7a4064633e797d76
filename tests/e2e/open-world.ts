import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { createAgentService } from '../../agents/create-agent-service.js';
import type { AgentDefinition } from '../../agents/define-agent.js';
import { loadAgent } from '../../agents/load-agent.js';
import { AGENT_CARDS } from '../../agents/registry.js';
import { databaseRole } from '../../database/roles.js';
import { openTestDatabase, type TestDatabase } from '../../database/testing.js';
import { createCheckpoints } from '../../graph/checkpoints.js';
import { createSupervisorService } from '../../graph/create-supervisor-service.js';
import type { CodeSender } from '../../graph/identity/code-sender.js';
import { buildUnderstand } from '../../graph/understand/build-understand.js';
import type { Understand } from '../../graph/understand/understand.js';
import { createHybridRetriever } from '../../knowledge/hybrid-retriever.js';
import { createModels, type Models } from '../../models/create-models.js';
import { signCustomerToken } from '../../platform/auth/customer-token.js';
import { type Config, loadConfig } from '../../platform/config.js';
import { createHttpClient } from '../../platform/http/http-client.js';
import { serveHttp } from '../../platform/http/serve.js';
import type { SpendLimits } from '../../platform/model-config.js';
import { createLogger, type Logger } from '../../platform/telemetry/logger.js';
import { setUpDatabase } from '../../setup.js';
import type { PolicySettings } from '../../tools/policy-settings.js';
import { openBedrockModels } from '../helpers/bedrock/open-bedrock-models.js';

/** A token secret of the tests. */
export const SECRET = 'a-secret-of-at-least-thirty-two-characters';

/** The whole system over real HTTP on free ports: the seeded shop, all agents, and supervisors that share nothing but the database. */
export interface TestWorld {
  /** One URL a supervisor. */
  supervisors: readonly string[];
  agents: Readonly<Record<string, string>>;
  database: TestDatabase;
  tokenOf(customerId: string): Promise<string>;
  /** Stops one agent, as a crash would seen from outside. */
  stopAgent(id: string): Promise<void>;
  close(): Promise<void>;
}

/** What differs between worlds. */
export interface TestWorldOptions {
  supervisors?: number;
  /** Pause before each round of the model. */
  modelDelayMs?: number;
  /** Takes the one-time codes; without one they are written to the log. */
  codeSender?: CodeSender;
  /** A shop in place of the seeded one; the world closes it. */
  database?: TestDatabase;
  /** The rules of that shop. */
  policy?: PolicySettings;
  /** The models in place of the local ones; the world closes them. */
  models?: Models;
  /** Another agent in place of one of the product's, such as the same with another prompt. */
  adapt?: (definition: AgentDefinition) => AgentDefinition;
  /** The chat model of each agent, in place of the local one. */
  agentModel?: (agent: string) => BaseChatModel;
  /** The language model that routes what the local router is not sure of; by default there is none. */
  routerModel?: BaseChatModel;
  /** Another way of understanding messages, which may ask the product's own. */
  understand?: (own: Understand) => Understand;
  /** What turns and days may cost; as in the settings when left out. */
  spend?: SpendLimits;
  /** Where everything is logged; errors go to standard output when left out. */
  logger?: Logger;
}

/** Opens a world; a test file has its own. */
export async function openWorld({
  supervisors = 1,
  modelDelayMs = 0,
  codeSender,
  logger = createLogger({ name: 'test', level: 'error' }),
  ...options
}: TestWorldOptions = {}): Promise<TestWorld> {
  const config = loadConfig({
    MODEL_PROVIDER: 'local',
    LOCAL_MODEL_DELAY_MS: String(modelDelayMs),
    SESSION_TOKEN_SECRET: SECRET,
    CUSTOMER_TOKEN_SECRET: SECRET,
  });
  const database = options.database ?? (await openTestDatabase({ seed: true }));
  const models = options.models ?? (await openModels(config, logger));
  await setUpDatabase({
    pool: database.pool,
    embedder: models.embedder,
    logger,
    seed: false,
    now: database.now,
  });
  const serve = (app: Parameters<typeof serveHttp>[0]) =>
    serveHttp(app, { host: '127.0.0.1', port: 0, drainTimeoutMs: 1_000, logger });
  const agents = new Map(
    await Promise.all(
      AGENT_CARDS.map(
        async ({ id }) =>
          [
            id,
            await serve(agentService(await loadAgent(id), { database, models, logger, options })),
          ] as const,
      ),
    ),
  );
  const http = createHttpClient();
  const agentUrls = Object.fromEntries([...agents].map(([id, { url }]) => [id, url]));
  const own = buildUnderstand({
    models: options.routerModel === undefined ? models : withRouter(models, options.routerModel),
    cards: AGENT_CARDS,
    logger,
  });
  const services = await Promise.all(
    Array.from({ length: supervisors }, async () => {
      const { app, engine } = createSupervisorService({
        cards: AGENT_CARDS,
        agentUrls,
        understand: options.understand?.(own) ?? own,
        database: database.database('switchboard_supervisor'),
        checkpoints: createCheckpoints(database.pool, { secret: SECRET, logger }),
        http,
        logger,
        version: 'test',
        sessionTokenSecret: SECRET,
        customerTokenSecret: SECRET,
        staffTokenSecret: SECRET,
        agentTimeoutMs: 10_000,
        agentStartTimeoutMs: 2_000,
        turnTimeoutMs: 20_000,
        spend: options.spend ?? config.spend,
        health: {},
        demoLogin: true,
        now: () => database.now,
        ...(codeSender === undefined ? {} : { codeSender }),
      });
      return { engine, server: await serve(app) };
    }),
  );
  return {
    supervisors: services.map(({ server }) => server.url),
    agents: agentUrls,
    database,
    tokenOf: (customerId) =>
      signCustomerToken(SECRET, { customerId, level: 'verified', expiresInSeconds: 600 }),
    async stopAgent(id) {
      await agents.get(id)?.close();
    },
    async close() {
      await Promise.all(services.map(({ server }) => server.close()));
      await Promise.all(services.map(({ engine }) => engine.idle()));
      await Promise.all([...agents.values()].map((agent) => agent.close()));
      await http.close();
      await models.close();
      await database.close();
    },
  };
}

/** With E2E_MODEL_PROVIDER=bedrock every suite runs over the wire of Bedrock, behind which the same playbooks are played. */
async function openModels(config: Config, logger: Logger): Promise<Models> {
  if (process.env.E2E_MODEL_PROVIDER !== 'bedrock') return createModels(config, { logger });
  const settings = { LOCAL_MODEL_DELAY_MS: String(config.model.localDelayMs) };
  return (await openBedrockModels({ logger, settings })).models;
}

interface AgentParts {
  database: TestDatabase;
  models: Models;
  logger: Logger;
  options: TestWorldOptions;
}

function agentService(definition: AgentDefinition, { database, models, logger, options }: AgentParts) {
  const { id } = definition.card;
  const local = () => models.chat.chatModel({ kind: 'agent', agent: id, playbook: definition.playbook });
  const model = options.agentModel === undefined ? local() : options.agentModel(id);
  if (model === undefined) throw new Error(`no chat model for ${id}`);
  const own = database.database(databaseRole(id));
  return createAgentService(options.adapt?.(definition) ?? definition, {
    model,
    modelDescription: models.chat.description,
    database: own,
    knowledge: createHybridRetriever({
      database: own,
      embedder: models.embedder,
      reranker: models.reranker,
    }),
    embedder: models.embedder,
    logger,
    version: 'test',
    sessionTokenSecret: SECRET,
    now: () => database.now,
    ...(options.policy === undefined ? {} : { policy: options.policy }),
  });
}

function withRouter(models: Models, router: BaseChatModel): Models {
  return { ...models, chat: { ...models.chat, chatModel: () => router } };
}
