import type { Database } from '../../database/database.js';
import type { Service } from '../../platform/http/create-service.js';
import { addApprovalRoutes } from './approval-routes.js';
import { createAuthenticateStaff } from './authenticate-staff.js';
import type { OnApproved } from './commit-approved.js';
import { createDecideApproval } from './decide-approval.js';
import { createHandoffDesk } from './handoff-desk.js';
import { createInboxReader } from './inbox-reader.js';
import { addInboxRoutes } from './inbox-routes.js';

const STAFF_TOKEN_SCHEME = {
  type: 'http' as const,
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description: 'A token of a member of the staff, with a role: agent, approver or admin.',
};

/** Adds the staff's side: conversations that were handed over, and writes that wait for approval. */
export function addInbox(
  app: Service,
  options: { database: Database; staffTokenSecret: string; onApproved: OnApproved },
): void {
  const { database, staffTokenSecret, onApproved } = options;
  app.openAPIRegistry.registerComponent('securitySchemes', 'staff', STAFF_TOKEN_SCHEME);
  const authenticate = createAuthenticateStaff(staffTokenSecret);
  const reader = createInboxReader(database);
  addInboxRoutes(app, { authenticate, reader, desk: createHandoffDesk(database) });
  const decide = createDecideApproval({ database, onApproved });
  addApprovalRoutes(app, { authenticate, reader, decide });
}
