import { createRoute, z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { ActionResult } from '../contract/action.js';
import { ServedAgentCard } from '../contract/agent-card.js';
import { AgentReply } from '../contract/agent-reply.js';
import { AgentRequest } from '../contract/agent-request.js';
import { AgentEvent } from '../contract/events.js';
import { Id } from '../contract/ids.js';
import { requireBearer } from '../platform/auth/bearer.js';
import { type SessionGrant, verifySessionToken } from '../platform/auth/session-token.js';
import type { AppEnv } from '../platform/http/app-env.js';
import { jsonBody } from '../platform/http/json-body.js';
import { problemResponses } from '../platform/http/problem-responses.js';

/** What a handler behind {@link requireSession} finds beside what every service gives. */
export interface SessionEnv {
  Variables: AppEnv['Variables'] & { grant: SessionGrant };
  Bindings: AppEnv['Bindings'];
}

/** Lets in who brings a session token that was signed for this agent; it runs before the body is looked at. */
export function requireSession(secret: string, agent: string): MiddlewareHandler<SessionEnv> {
  return async function session(c, next) {
    const token = requireBearer(c.req.header('authorization'));
    c.set('grant', await verifySessionToken(secret, token, agent));
    await next();
  };
}

/** `POST /v1/respond`, behind the middleware that says for whom. */
export function respondRoute(session: MiddlewareHandler<SessionEnv>) {
  return createRoute({
    middleware: session,
    method: 'post',
    path: '/v1/respond',
    tags: ['Agent'],
    summary: 'Answer one request of a customer, as JSON or as an event stream.',
    security: [{ sessionToken: [] }],
    request: { body: jsonBody(AgentRequest) },
    responses: {
      200: {
        description: 'The reply; with `Accept: text/event-stream`, the events that lead to it.',
        content: {
          'application/json': { schema: AgentReply },
          'text/event-stream': { schema: AgentEvent },
        },
      },
      ...problemResponses(
        'bad-request',
        'unauthenticated',
        'forbidden',
        'not-acceptable',
        'payload-too-large',
        'unsupported-media-type',
        'invalid-input',
        'internal',
      ),
    },
  });
}

/** `POST /v1/actions/{proposalId}`, behind the same middleware. It has no body: what is done stands in the proposal. */
export function commitRoute(session: MiddlewareHandler<SessionEnv>) {
  return createRoute({
    middleware: session,
    method: 'post',
    path: '/v1/actions/{proposalId}',
    tags: ['Agent'],
    summary: 'Carry out a confirmed action of this agent, once; every repetition gets the same answer.',
    security: [{ sessionToken: [] }],
    request: { params: z.object({ proposalId: Id }) },
    responses: {
      200: {
        description: 'What became of it',
        content: { 'application/json': { schema: ActionResult } },
      },
      ...problemResponses(
        'bad-request',
        'unauthenticated',
        'step-up-required',
        'not-found',
        'conflict',
        'internal',
        'unavailable',
      ),
    },
  });
}

/** How the API document describes the token. */
export const SESSION_TOKEN_SCHEME = {
  type: 'http' as const,
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description: 'A session token, signed by the supervisor for this agent.',
};

/** `GET /.well-known/agent-card.json`. */
export const cardRoute = createRoute({
  method: 'get',
  path: '/.well-known/agent-card.json',
  tags: ['Agent'],
  summary: 'What this agent is for and which tools it has.',
  responses: {
    200: { description: 'The card', content: { 'application/json': { schema: ServedAgentCard } } },
  },
});
