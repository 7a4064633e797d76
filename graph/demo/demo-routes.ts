import { createRoute, z } from '@hono/zod-openapi';
import { Id } from '../../contract/ids.js';
import { signCustomerToken } from '../../platform/auth/customer-token.js';
import { AppError } from '../../platform/errors.js';
import type { Service } from '../../platform/http/create-service.js';
import { jsonBody } from '../../platform/http/json-body.js';
import { problemResponses } from '../../platform/http/problem-responses.js';

const TOKEN_SECONDS = 12 * 3_600;

/** A customer of the seeded world that a visitor of the demo may try. */
export const DemoCustomer = z
  .object({ id: Id, name: z.string(), about: z.string() })
  .meta({ id: 'DemoCustomer' });
export type DemoCustomer = z.infer<typeof DemoCustomer>;

/** The demo's customers as they are seeded. */
export type ListDemoCustomers = () => Promise<DemoCustomer[]>;

const list = createRoute({
  method: 'get',
  path: '/v1/demo/customers',
  tags: ['Demo'],
  summary: 'The customers that the demo lets you be. Only there while DEMO_LOGIN is on.',
  responses: {
    200: {
      description: 'The customers',
      content: { 'application/json': { schema: z.object({ customers: z.array(DemoCustomer) }) } },
    },
    ...problemResponses('unavailable'),
  },
});

const token = createRoute({
  method: 'post',
  path: '/v1/demo/token',
  tags: ['Demo'],
  summary: 'A signed token of one of the demo customers. Only there while DEMO_LOGIN is on.',
  request: { body: jsonBody(z.object({ customerId: Id })) },
  responses: {
    200: {
      description: 'The token',
      content: { 'application/json': { schema: z.object({ token: z.string() }) } },
    },
    ...problemResponses(
      'bad-request',
      'not-found',
      'payload-too-large',
      'unsupported-media-type',
      'invalid-input',
      'rate-limited',
    ),
  },
});

/** Adds the demo's login. Whoever reaches it can be any demo customer, so it belongs on loopback with seeded data only. */
export function addDemoRoutes(app: Service, options: { customers: ListDemoCustomers; secret: string }): void {
  app.openapi(list, async (c) => c.json({ customers: await options.customers() }, 200));
  app.openapi(token, async (c) => {
    const { customerId } = c.req.valid('json');
    const customers = await options.customers();
    if (!customers.some(({ id }) => id === customerId)) {
      throw new AppError('not-found', 'There is no such demo customer. GET /v1/demo/customers lists them.');
    }
    const grant = { customerId, level: 'verified' as const, expiresInSeconds: TOKEN_SECONDS };
    return c.json({ token: await signCustomerToken(options.secret, grant) }, 200);
  });
}
