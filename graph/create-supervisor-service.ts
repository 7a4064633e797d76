import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { BaseCheckpointSaver } from '@langchain/langgraph';
import type { MiddlewareHandler } from 'hono';
import type { AgentCard } from '../contract/agent-card.js';
import type { Database } from '../database/database.js';
import { createModelSpendStore } from '../database/model-spend-store.js';
import type { CustomerKeySet } from '../platform/auth/customer-key-set.js';
import { createService, type Service } from '../platform/http/create-service.js';
import type { HttpClient } from '../platform/http/http-client.js';
import type { SpendLimits } from '../platform/model-config.js';
import type { Logger } from '../platform/telemetry/logger.js';
import { createMetrics } from '../platform/telemetry/metrics.js';
import { addActionRoutes } from './actions/action-routes.js';
import { createActionStore } from './actions/action-store.js';
import { createCommitOverHttp } from './actions/commit-over-http.js';
import { createRunAction } from './actions/run-action.js';
import { createAgentGuards } from './agents/agent-guards.js';
import { createHttpAgentCaller } from './agents/http-agent-caller.js';
import { createAnswerOwn } from './answer/answer-own.js';
import { createCountSyntheses } from './answer/count-syntheses.js';
import { createSynthesize } from './answer/synthesize.js';
import { createAuthenticate } from './authenticate.js';
import { buildSupervisorGraph } from './build-graph.js';
import { addDemoRoutes } from './demo/demo-routes.js';
import { createListDemoCustomers } from './demo/demo-store.js';
import { addEraseRoutes } from './erase/erase-routes.js';
import { createEraser } from './erase/eraser.js';
import { addEventRoutes } from './events/event-routes.js';
import { createKeepEvent } from './events/event-store.js';
import { addFeedbackRoutes } from './feedback/feedback-routes.js';
import { createKeepFeedback } from './feedback/feedback-store.js';
import { createHandOff } from './handoff-store.js';
import { createAnswerStore } from './idempotency/answer-store.js';
import { addIdentity } from './identity/add-identity.js';
import { type CodeSender, createLogCodeSender } from './identity/code-sender.js';
import { addInbox } from './inbox/add-inbox.js';
import { createAuthenticateStaff } from './inbox/authenticate-staff.js';
import { createCommitApproved, type OnApproved } from './inbox/commit-approved.js';
import { addGapRoutes } from './knowledge/gap-routes.js';
import { createLoadServedReport } from './knowledge/served-report.js';
import { addServedRoutes } from './knowledge/served-routes.js';
import { limitRates, type RateLimits } from './limits/limit-rates.js';
import { createRateStore } from './limits/rate-store.js';
import { addSessionRoutes } from './sessions/session-routes.js';
import { createSessionStore } from './sessions/session-store.js';
import { createAllowances } from './spend/allowances.js';
import { addTurns, type TurnOptions, type Turns } from './turn/add-turns.js';
import type { Understand } from './understand/understand.js';

/** What the supervisor's service stands on. It holds nothing between requests but the turns it is running. */
export interface SupervisorDependencies {
  cards: readonly AgentCard[];
  agentUrls: Readonly<Record<string, string>>;
  understand: Understand;
  /** Words parts that depend on each other in one voice; left out, they are joined as they are. */
  synthesisModel?: BaseChatModel | undefined;
  database: Database;
  checkpoints: { saver: BaseCheckpointSaver; prune(sessionId: string): Promise<void> };
  http: HttpClient;
  logger: Logger;
  version: string;
  sessionTokenSecret: string;
  customerTokenSecret: string;
  /** The shop's own login. */
  customerKeySet?: CustomerKeySet | undefined;
  staffTokenSecret: string;
  agentTimeoutMs: number;
  agentStartTimeoutMs: number;
  turnTimeoutMs: number;
  bodyLimitBytes?: number;
  /** How much anybody may send; left out, as much as they like. */
  rateLimits?: RateLimits;
  corsOrigins?: readonly string[];
  /** What turns, and customers on a day, may cost; left out, only the agents' own limits hold. */
  spend?: SpendLimits;
  /** What `/health` says of model and database. */
  health: Record<string, unknown>;
  /** Serves the web page's files. */
  page?: MiddlewareHandler;
  demoLogin: boolean;
  /** The time by which proposals expire; the agents' own. Left out, it is the clock's. */
  now?: () => Date;
  turns?: TurnOptions;
  /** Brings one-time codes to customers. Without one the demo writes them to the log, and nothing else sends any. */
  codeSender?: CodeSender;
}

/** The supervisor as one Hono app, and its turns, which a process looks after and a drain waits for. */
export interface Supervisor extends Turns {
  app: Service;
  /** Carries out a confirmed action, for whoever finds one that was forgotten. */
  carryOut: OnApproved;
}

/** Puts the chat API, sessions, events, the demo's login and the page behind one service. */
export function createSupervisorService(dependencies: SupervisorDependencies): Supervisor {
  const { cards, database, http, logger, version, customerTokenSecret, checkpoints, agentUrls } =
    dependencies;
  const metrics = createMetrics('supervisor');
  const { sessionTokenSecret, agentTimeoutMs, agentStartTimeoutMs } = dependencies;
  const wire = {
    ...{ http, urls: agentUrls, sessionTokenSecret },
    ...{ firstEventTimeoutMs: agentStartTimeoutMs, attemptTimeoutMs: agentTimeoutMs },
  };
  const guards = createAgentGuards({ agents: cards.map(({ id }) => id), wire, logger, metrics });
  const caller = createHttpAgentCaller({ wire, guards, logger });
  const actions = createActionStore(database, dependencies.now);
  const commit = createCommitOverHttp(wire, guards);
  const runAction = createRunAction({ store: actions, commit, database, reach: dependencies.turns?.reach });
  const graph = buildSupervisorGraph({
    understand: dependencies.understand,
    caller,
    answerOwn: createAnswerOwn({ cards, handOff: createHandOff(database), runAction }),
    cards,
    synthesize:
      dependencies.synthesisModel === undefined
        ? undefined
        : createSynthesize({
            model: dependencies.synthesisModel,
            logger,
            count: createCountSyntheses(metrics.registry),
          }),
    ...(dependencies.spend === undefined
      ? {}
      : {
          allowances: createAllowances({
            limits: dependencies.spend,
            store: createModelSpendStore(database, dependencies.now),
            onFault: (error) =>
              logger.warn({ error }, 'what the models cost today could not be read or kept'),
          }),
        }),
    checkpointer: checkpoints.saver,
  });
  const app = createService({
    ...{ name: 'supervisor', version, logger, metrics, corsOrigins: dependencies.corsOrigins ?? [] },
    ...(dependencies.bodyLimitBytes === undefined ? {} : { bodyLimitBytes: dependencies.bodyLimitBytes }),
    readiness: { database: () => database.ping() },
    health: () => ({ ...dependencies.health, agents: guards.states() }),
    openapi: { title: 'Switchboard', description: 'One message, several agents, one streamed answer.' },
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'customer', CUSTOMER_TOKEN_SCHEME);
  const authenticate = createAuthenticate(customerTokenSecret, dependencies.customerKeySet);
  if (dependencies.rateLimits !== undefined) {
    const store = createRateStore(database);
    app.use('/v1/*', limitRates({ limits: dependencies.rateLimits, store, authenticate, metrics }));
  }
  const sessions = createSessionStore(database);
  const forget = (id: string): Promise<void> => checkpoints.saver.deleteThread(id);
  addSessionRoutes(app, { authenticate, sessions, forget });
  addEraseRoutes(app, { authenticate, eraser: createEraser({ database, forget }) });
  const turns = addTurns(app, {
    ...{ database, authenticate, now: dependencies.now, options: dependencies.turns },
    run: {
      ...{ graph, cards, logger, turnTimeoutMs: dependencies.turnTimeoutMs },
      afterTurn: (sessionId) => checkpoints.prune(sessionId),
    },
  });
  const answers = createAnswerStore(database, { reach: dependencies.turns?.reach });
  addActionRoutes(app, { authenticate, store: actions, run: runAction, answers });
  const demoSender = dependencies.demoLogin ? createLogCodeSender(logger) : undefined;
  const sender = dependencies.codeSender ?? demoSender;
  addIdentity(app, { database, authenticate, secret: customerTokenSecret, sender });
  const { staffTokenSecret } = dependencies;
  const carryOut = createCommitApproved({ commit, database });
  addInbox(app, { database, staffTokenSecret, onApproved: carryOut });
  const authenticateStaff = createAuthenticateStaff(staffTokenSecret);
  addGapRoutes(app, { authenticate: authenticateStaff, wire, guards });
  addServedRoutes(app, { authenticate: authenticateStaff, load: createLoadServedReport(database) });
  addFeedbackRoutes(app, { authenticate, keep: createKeepFeedback(database) });
  addEventRoutes(app, { authenticate, keep: createKeepEvent(database) });
  if (dependencies.demoLogin) {
    addDemoRoutes(app, { customers: createListDemoCustomers(database), secret: customerTokenSecret });
  }
  if (dependencies.page !== undefined) app.get('*', dependencies.page);
  return { app, carryOut, ...turns };
}

const CUSTOMER_TOKEN_SCHEME = {
  type: 'http' as const,
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description: 'A customer token. Without one the caller is an anonymous visitor.',
};
