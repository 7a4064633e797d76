import { createRoute } from '@hono/zod-openapi';
import { AppError } from '../../platform/errors.js';
import type { Service } from '../../platform/http/create-service.js';
import { problemResponses } from '../../platform/http/problem-responses.js';
import type { Authenticate } from '../authenticate.js';
import { requireCustomer } from '../identity/require-customer.js';
import type { Eraser } from './eraser.js';

const tags = ['Privacy'];
const security = [{ customer: [] }];

const conversations = createRoute({
  method: 'delete',
  path: '/v1/me/conversations',
  tags,
  security,
  summary:
    'Deletes all conversations of the customer, with proposed writes that wait. What was done stays done.',
  responses: {
    204: { description: 'Deleted' },
    ...problemResponses('unauthenticated', 'turn-running', 'unavailable'),
  },
});

const everything = createRoute({
  method: 'delete',
  path: '/v1/me',
  tags,
  security,
  summary:
    'Deletes the customer with all personal data, orders among them, for good. Needs a token of the level step-up. The ledger of what was done is kept without the customer.',
  responses: {
    204: { description: 'Deleted' },
    ...problemResponses('unauthenticated', 'step-up-required', 'turn-running', 'unavailable'),
  },
});

/** Adds the right to be forgotten. Deleting again deletes nothing, and is no error. */
export function addEraseRoutes(
  app: Service,
  { authenticate, eraser }: { authenticate: Authenticate; eraser: Eraser },
): void {
  app.openapi(conversations, async (c) => {
    await eraser.conversations(requireCustomer(await authenticate(c)));
    return c.body(null, 204);
  });
  app.openapi(everything, async (c) => {
    const identity = await authenticate(c);
    const customerId = requireCustomer(identity);
    if (identity.level !== 'step-up')
      throw new AppError('step-up-required', 'This needs a one-time code first: POST /v1/verification.');
    await eraser.everything(customerId);
    return c.body(null, 204);
  });
}
