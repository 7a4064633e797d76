import { Writable } from 'node:stream';
import { AgentReply } from '../../contract/agent-reply.js';
import type { Identity } from '../../contract/identity.js';
import type { CaseFact, WindowMessage } from '../../contract/session-context.js';
import { databaseRole } from '../../database/roles.js';
import { openTestDatabase, type TestDatabase } from '../../database/testing.js';
import { createHybridRetriever } from '../../knowledge/hybrid-retriever.js';
import { ingestBundledDocuments } from '../../knowledge/ingest-bundled-documents.js';
import { createLocalChatModels } from '../../models/local/create-local-chat-models.js';
import { createLocalEmbedder } from '../../models/local/embedder.js';
import { signSessionToken } from '../../platform/auth/session-token.js';
import type { Service } from '../../platform/http/create-service.js';
import { createLogger } from '../../platform/telemetry/logger.js';
import { indexProducts } from '../../tools/catalog/index-products.js';
import { createAgentService } from '../create-agent-service.js';
import type { AgentDefinition } from '../define-agent.js';

/** One agent behind its real service, with the local model, over a seeded database. */
export interface OpenAgent {
  /** A conversation of a customer, or of a visitor who is not signed in. */
  converse(customerId?: string): Conversation;
  database: TestDatabase;
  /** What was logged above `info`. */
  troubles: string[];
  close(): Promise<void>;
}

/** A conversation that keeps window and facts as the supervisor does. */
export interface Conversation {
  say(text: string): Promise<AgentReply>;
  readonly facts: readonly CaseFact[];
}

const SECRET = 'only for tests: thirty-two characters or more';
const WINDOW = 12;
const FACTS = 40;

/** Opens an agent for tests; the knowledge base and the product vectors are filled only when its tools search them. */
export async function openAgent(definition: AgentDefinition): Promise<OpenAgent> {
  const database = await openTestDatabase({ seed: true });
  const embedder = createLocalEmbedder();
  const troubles: string[] = [];
  const logger = createLogger({ name: definition.card.id, level: 'warn', destination: collect(troubles) });
  const tools = new Set(definition.tools.map((tool) => tool.name));
  const ingest = database.database('switchboard_ingest');
  if (tools.has('search_knowledge')) await ingestBundledDocuments({ database: ingest, embedder });
  if (tools.has('search_products')) await indexProducts({ database: ingest, embedder });
  const own = database.database(databaseRole(definition.card.id));
  const models = createLocalChatModels({ embedder, delayMs: 0, logger: { info: () => {}, warn: () => {} } });
  const model = models.chatModel({ kind: 'agent', agent: definition.card.id, playbook: definition.playbook });
  if (model === undefined) throw new Error('the local model plays agents');
  // Weights that are not current are trained first; no turn has to wait for that.
  await model.invoke('warm up');
  const service = createAgentService(definition, {
    model,
    modelDescription: models.description,
    database: own,
    knowledge: createHybridRetriever({ database: own, embedder }),
    embedder,
    logger,
    version: 'test',
    sessionTokenSecret: SECRET,
    now: () => new Date(database.now.getTime() + 10 * 3_600_000),
  });
  let conversations = 0;
  return {
    database,
    troubles,
    converse: (customerId) => converse(service, definition.card.id, customerId, `s${++conversations}`),
    async close() {
      await database.close();
      await embedder.close();
    },
  };
}

function converse(
  service: Service,
  agent: string,
  customerId: string | undefined,
  sessionId: string,
): Conversation {
  const identity: Identity =
    customerId === undefined ? { level: 'anonymous' } : { level: 'verified', customerId };
  let window: WindowMessage[] = [];
  let facts: CaseFact[] = [];
  let turns = 0;
  return {
    get facts() {
      return facts;
    },
    async say(text) {
      const turnId = `t${++turns}`;
      const grant = { identity, sessionId, turnId, audience: agent, expiresInSeconds: 60 };
      const token = await signSessionToken(SECRET, grant);
      const deadlineAt = new Date(Date.now() + 3_600_000_000_000).toISOString();
      const response = await service.request('/v1/respond', {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          requestId: `r${turns}`,
          request: text,
          context: { sessionId, turnId, locale: 'en-US', window, facts, deadlineAt },
        }),
      });
      if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
      const reply = AgentReply.parse(await response.json());
      window = [
        ...window,
        { role: 'customer' as const, text },
        { role: 'assistant' as const, text: reply.text, agent },
      ].slice(-WINDOW);
      facts = mergeFacts(facts, reply.facts);
      return reply;
    },
  };
}

function mergeFacts(old: readonly CaseFact[], found: readonly CaseFact[]): CaseFact[] {
  const isFoundAgain = (fact: CaseFact) => found.some(({ kind, id }) => kind === fact.kind && id === fact.id);
  return [...old.filter((fact) => !isFoundAgain(fact)), ...found].slice(-FACTS);
}

function collect(lines: string[]): Writable {
  return new Writable({
    write(line, _encoding, done) {
      lines.push(String(line));
      done();
    },
  });
}
