import type { ServedAgentCard } from '../contract/agent-card.js';
import { DEADLINE_HEADER } from '../contract/deadline.js';
import type { AgentEvent } from '../contract/events.js';
import { customerOf } from '../contract/identity.js';
import { CONTRACT_VERSION } from '../contract/version.js';
import { AppError } from '../platform/errors.js';
import { createService, type Service } from '../platform/http/create-service.js';
import { eventStream } from '../platform/http/event-stream.js';
import { createMetrics } from '../platform/telemetry/metrics.js';
import { createAgentMetrics } from './agent-metrics.js';
import {
  cardRoute,
  commitRoute,
  requireSession,
  respondRoute,
  SESSION_TOKEN_SCHEME,
} from './agent-routes.js';
import type { AgentServiceDependencies } from './agent-service-dependencies.js';
import { createCommitter } from './create-committer.js';
import { createResponder } from './create-responder.js';
import type { AgentDefinition } from './define-agent.js';
import { withReceivedDeadline } from './received-deadline.js';
import { registerRetrievalMetrics } from './retrieval-metrics.js';

/** Room for a whole window of long messages in any script; the supervisor bounds what a customer may send. */
const BODY_LIMIT_BYTES = 786_432;

/**
 * The HTTP service of one agent, whichever it is. It answers only who brings a session token that was signed for this
 * very agent; the customer is read from that token, and the session and turn of the body must be the token's.
 */
export function createAgentService(
  definition: AgentDefinition,
  dependencies: AgentServiceDependencies,
): Service {
  const { logger, version, database, modelDescription, corsOrigins = [] } = dependencies;
  const { id, name, purpose } = definition.card;
  const metrics = createMetrics(id);
  const agentMetrics = createAgentMetrics(metrics);
  registerRetrievalMetrics(metrics, dependencies.knowledge);
  const respondTo = createResponder(definition, dependencies, agentMetrics);
  const served = toServedCard(definition);
  const app = createService({
    ...{ name: id, version, logger, metrics, corsOrigins },
    bodyLimitBytes: BODY_LIMIT_BYTES,
    readiness: { database: () => database.ping() },
    health: () => ({ model: modelDescription, models: dependencies.circuits?.() ?? {} }),
    openapi: { title: `${name} agent`, description: purpose },
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'sessionToken', SESSION_TOKEN_SCHEME);
  app.openapi(cardRoute, (c) => c.json(served, 200));
  const session = requireSession(dependencies.sessionTokenSecret, id);
  const commit = createCommitter(definition, dependencies, agentMetrics);
  app.openapi(commitRoute(session), async (c) => {
    const { proposalId } = c.req.valid('param');
    return c.json(await commit({ proposalId, grant: c.var.grant, logger: c.var.logger }), 200);
  });
  app.openapi(respondRoute(session), async (c) => {
    const { grant } = c.var;
    const received = c.req.valid('json');
    const now = dependencies.now?.() ?? new Date();
    const request = withReceivedDeadline(received, c.req.header(DEADLINE_HEADER), now);
    const { sessionId, turnId } = request.context;
    if (sessionId !== grant.sessionId || turnId !== grant.turnId) {
      throw new AppError('forbidden', 'The session token was signed for another session or turn.');
    }
    if (request.customerId !== undefined && request.customerId !== customerOf(grant.identity)) {
      throw new AppError('forbidden', 'The session token was signed for another customer.');
    }
    const verified = { request, grant, logger: c.var.logger };
    if (wantedMediaType(c.req.header('accept')) === 'application/json') {
      return c.json(await respondTo({ ...verified, emit: () => {}, signal: c.req.raw.signal }), 200);
    }
    return eventStream<AgentEvent>(c, async (emit, signal) => {
      await respondTo({ ...verified, emit, signal });
    });
  });
  definition.addRoutes?.(app, {
    session,
    database,
    embedder: dependencies.embedder,
    now: dependencies.now ?? (() => new Date()),
  });
  return app;
}

function wantedMediaType(accept = '*/*'): 'application/json' | 'text/event-stream' {
  const types = accept.split(',').map((type) => (type.split(';')[0] ?? '').trim().toLowerCase());
  if (types.includes('text/event-stream')) return 'text/event-stream';
  if (types.some((type) => type === 'application/json' || type === 'application/*' || type === '*/*')) {
    return 'application/json';
  }
  throw new AppError('not-acceptable', 'This is answered as application/json or text/event-stream.');
}

function toServedCard(definition: AgentDefinition): ServedAgentCard {
  return {
    ...definition.card,
    contractVersion: CONTRACT_VERSION,
    tools: definition.tools.map(({ name, description, kind }) => ({ name, description, kind })),
  };
}
