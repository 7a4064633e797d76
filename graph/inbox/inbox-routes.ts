import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { MessageView, SendMessage } from '../../contract/chat-api.js';
import { Id } from '../../contract/ids.js';
import { HandoffPackage, HandoffView, Inbox } from '../../contract/inbox.js';
import type { StaffIdentity } from '../../contract/staff.js';
import type { AppEnv } from '../../platform/http/app-env.js';
import type { Service } from '../../platform/http/create-service.js';
import { jsonBody } from '../../platform/http/json-body.js';
import { problemResponses } from '../../platform/http/problem-responses.js';
import type { AuthenticateStaff } from './authenticate-staff.js';
import type { HandoffDesk } from './handoff-desk.js';
import type { InboxReader } from './inbox-reader.js';

const tags = ['Inbox'];
const security = [{ staff: [] }];
const request = { params: z.object({ id: Id }) };
const denials = ['invalid-input', 'unauthenticated', 'forbidden', 'not-found', 'unavailable'] as const;

function json<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { description, content: { 'application/json': { schema } } };
}

const list = createRoute({
  method: 'get',
  path: '/v1/inbox',
  tags,
  security,
  summary: 'What waits for the staff: conversations that were handed over and writes that need approval.',
  responses: {
    200: json('The inbox', Inbox),
    ...problemResponses('unauthenticated', 'forbidden', 'unavailable'),
  },
});

const read = createRoute({
  method: 'get',
  path: '/v1/inbox/handoffs/{id}',
  tags,
  security,
  summary: 'A handover with what a person needs: facts, steps tried, open proposals and the transcript.',
  request,
  responses: { 200: json('The package', HandoffPackage), ...problemResponses(...denials) },
});

const step = (name: 'claim' | 'release' | 'close', summary: string) =>
  createRoute({
    method: 'post',
    path: `/v1/inbox/handoffs/{id}/${name}` as const,
    tags,
    security,
    summary,
    request,
    responses: {
      200: json('The handover', HandoffView),
      ...problemResponses(...denials, 'rate-limited', 'conflict'),
    },
  });

const claim = step('claim', 'Takes the conversation over. From here on the bot is silent in it.');
const release = step('release', 'Gives the conversation back to the bot.');
const close = step('close', 'Ends the conversation. The bot has it again as soon as the customer writes.');

const say = createRoute({
  method: 'post',
  path: '/v1/inbox/handoffs/{id}/messages',
  tags,
  security,
  summary: 'Says something to the customer, in a conversation that one has taken over.',
  request: { ...request, body: jsonBody(SendMessage) },
  responses: {
    201: json('The message', MessageView),
    ...problemResponses(
      ...denials,
      'rate-limited',
      'bad-request',
      'conflict',
      'payload-too-large',
      'unsupported-media-type',
    ),
  },
});

/** What the inbox stands on. */
export interface InboxRoutesOptions {
  authenticate: AuthenticateStaff;
  reader: InboxReader;
  desk: HandoffDesk;
}

/** Adds the staff's side of conversations that were handed over. Every role may talk to customers. */
export function addInboxRoutes(app: Service, { authenticate, reader, desk }: InboxRoutesOptions): void {
  app.openapi(list, async (c) => c.json(await reader.list(await authenticate(c, 'agent', 'approver')), 200));
  app.openapi(read, async (c) => {
    const staff = await authenticate(c, 'agent', 'approver');
    return c.json(await reader.handoff(staff, c.req.valid('param').id), 200);
  });
  app.openapi(claim, async (c) => {
    const staff = await authenticate(c, 'agent', 'approver');
    const handoff = await desk.claim(staff, c.req.valid('param').id);
    note(c, staff, handoff);
    return c.json(handoff, 200);
  });
  app.openapi(release, async (c) => {
    const staff = await authenticate(c, 'agent', 'approver');
    const handoff = await desk.end(staff, c.req.valid('param').id, 'released');
    note(c, staff, handoff);
    return c.json(handoff, 200);
  });
  app.openapi(close, async (c) => {
    const staff = await authenticate(c, 'agent', 'approver');
    const handoff = await desk.end(staff, c.req.valid('param').id, 'closed');
    note(c, staff, handoff);
    return c.json(handoff, 200);
  });
  app.openapi(say, async (c) => {
    const staff = await authenticate(c, 'agent', 'approver');
    const { text } = c.req.valid('json');
    return c.json(await desk.say(staff, c.req.valid('param').id, text), 201);
  });
}

/** Who took over or ended which conversation stands in the log. */
function note(c: Context<AppEnv>, { staffId }: StaffIdentity, { id, state, ending }: HandoffView): void {
  c.var.logger.info({ staffId, handoffId: id, state, ending }, 'staff moved a handover');
}
