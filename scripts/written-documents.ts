import { MemorySaver } from '@langchain/langgraph';
import { createAgentService } from '../agents/create-agent-service.js';
import { loadAgent } from '../agents/load-agent.js';
import { AGENT_CARDS } from '../agents/registry.js';
import type { Database } from '../database/database.js';
import { buildSupervisorGraph } from '../graph/build-graph.js';
import { createSupervisorService } from '../graph/create-supervisor-service.js';
import { createLocalChatModels } from '../models/local/create-local-chat-models.js';
import { createLocalEmbedder } from '../models/local/embedder.js';
import { createHttpClient } from '../platform/http/http-client.js';
import { createLogger } from '../platform/telemetry/logger.js';
import { describePromises } from './describe-promises.js';

/** The root of the checkout. */
export const ROOT = new URL('../', import.meta.url);

/** A document that the code writes: what stands there before is given, since a part of it may be a person's. */
export interface WrittenDocument {
  path: string;
  build(before: string): Promise<string>;
}

const PICTURE = /(<!-- graph: written by npm run docs -->\n```mermaid\n)[\s\S]*?(```)/;

/** Everything that `npm run docs` writes, and that the truth tests compare with what stands there. */
export async function writtenDocuments(): Promise<WrittenDocument[]> {
  const services = await buildServices();
  const apis = Object.entries(services).map(([name, app]) => ({
    path: `docs/api/${name}.json`,
    build: async () => {
      const response = await app.request('/openapi.json');
      return `${JSON.stringify(await response.json(), undefined, 2)}\n`;
    },
  }));
  const picture = await drawGraph();
  const readme = {
    path: 'README.md',
    build: async (before: string) => before.replace(PICTURE, (_, start, end) => `${start}${picture}${end}`),
  };
  const promises = { path: 'docs/promises.md', build: async (before: string) => describePromises(before) };
  return [...apis, readme, promises];
}

async function buildServices() {
  const logger = createLogger({ name: 'docs', level: 'silent' });
  const embedder = createLocalEmbedder();
  const models = createLocalChatModels({ embedder, delayMs: 0, logger });
  const { app: supervisor } = createSupervisorService({
    cards: AGENT_CARDS,
    agentUrls: {},
    understand: async () => [],
    database: NO_DATABASE,
    checkpoints: { saver: new MemorySaver(), prune: async () => {} },
    http: createHttpClient(),
    logger,
    version: VERSION,
    sessionTokenSecret: '',
    customerTokenSecret: '',
    staffTokenSecret: '',
    agentTimeoutMs: 1,
    agentStartTimeoutMs: 1,
    turnTimeoutMs: 1,
    health: {},
    demoLogin: true,
  });
  const agents = await Promise.all(
    AGENT_CARDS.map(async ({ id }) => {
      const definition = await loadAgent(id);
      const model = models.chatModel({ kind: 'agent', agent: id, playbook: definition.playbook });
      if (model === undefined) throw new Error(`no model for ${id}`);
      const app = createAgentService(definition, {
        model,
        modelDescription: 'local',
        database: NO_DATABASE,
        knowledge: { search: unused, document: unused },
        embedder,
        logger,
        version: VERSION,
        sessionTokenSecret: '',
      });
      return [id, app] as const;
    }),
  );
  return { supervisor, ...Object.fromEntries(agents) };
}

/** Documents describe the API of any release. */
const VERSION = '0';
const unused = (): Promise<never> => Promise.reject(new Error('documents are written without a database'));
const NO_DATABASE: Database = { transaction: unused, ping: unused, close: async () => {} };

async function drawGraph(): Promise<string> {
  const graph = buildSupervisorGraph({
    understand: async () => [],
    caller: { call: unused },
    answerOwn: unused,
    cards: AGENT_CARDS,
  });
  return (await graph.getGraphAsync()).drawMermaid({ withStyles: false });
}
