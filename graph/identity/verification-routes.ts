import { createRoute } from '@hono/zod-openapi';
import { CodeSent, ConfirmCode, StepUpToken } from '../../contract/verification.js';
import type { Service } from '../../platform/http/create-service.js';
import { jsonBody } from '../../platform/http/json-body.js';
import { problemResponses } from '../../platform/http/problem-responses.js';
import type { Authenticate } from '../authenticate.js';
import type { VerifyCustomer } from './create-verify-customer.js';
import { requireCustomer } from './require-customer.js';

const tags = ['Identity'];
const security = [{ customer: [] }];

const send = createRoute({
  method: 'post',
  path: '/v1/verification',
  tags,
  security,
  summary: 'Sends a one-time code to the e-mail address of the customer of the token.',
  responses: {
    202: {
      description: 'A code is on its way, if there is such a customer',
      content: { 'application/json': { schema: CodeSent } },
    },
    ...problemResponses('unauthenticated', 'rate-limited', 'unavailable'),
  },
});

const confirm = createRoute({
  method: 'post',
  path: '/v1/verification/confirm',
  tags,
  security,
  summary: 'Takes the code for a token of the level step-up. Three wrong codes lock for half an hour.',
  request: { body: jsonBody(ConfirmCode) },
  responses: {
    200: { description: 'The token', content: { 'application/json': { schema: StepUpToken } } },
    ...problemResponses(
      'bad-request',
      'unauthenticated',
      'forbidden',
      'payload-too-large',
      'unsupported-media-type',
      'invalid-input',
      'rate-limited',
      'unavailable',
    ),
  },
});

/** Adds the step up from a signed-in customer to one who has just proved it. */
export function addVerificationRoutes(
  app: Service,
  { authenticate, verify }: { authenticate: Authenticate; verify: VerifyCustomer },
): void {
  app.openapi(send, async (c) => c.json(await verify.sendCode(requireCustomer(await authenticate(c))), 202));
  app.openapi(confirm, async (c) => {
    const customerId = requireCustomer(await authenticate(c));
    return c.json(await verify.confirm(customerId, c.req.valid('json').code), 200);
  });
}
