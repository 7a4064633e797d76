import type { Database } from '../../database/database.js';
import type { Service } from '../../platform/http/create-service.js';
import type { Authenticate } from '../authenticate.js';
import type { CodeSender } from './code-sender.js';
import { createVerifyCustomer } from './create-verify-customer.js';
import { addVerificationRoutes } from './verification-routes.js';
import { createVerificationStore } from './verification-store.js';

/** Adds the step up by a one-time code. Tokens and stored codes are made with the customers' secret. */
export function addIdentity(
  app: Service,
  options: {
    database: Database;
    authenticate: Authenticate;
    secret: string;
    sender: CodeSender | undefined;
  },
): void {
  const { database, authenticate, secret, sender } = options;
  const verify = createVerifyCustomer({ store: createVerificationStore(database), sender, secret });
  addVerificationRoutes(app, { authenticate, verify });
}
