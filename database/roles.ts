/** The database roles: one for each service, and one for the ingestion job. None can log in, own a table or bypass row-level security. */
export const DATABASE_ROLES = [
  'switchboard_supervisor',
  'switchboard_order_management',
  'switchboard_product_recommendation',
  'switchboard_troubleshooting',
  'switchboard_personalization',
  'switchboard_ingest',
] as const;
export type DatabaseRole = (typeof DATABASE_ROLES)[number];

/** The role of a service by its name, such as `order-management`; throws for a name that has none. */
export function databaseRole(service: string): DatabaseRole {
  const name = `switchboard_${service.replaceAll('-', '_')}`;
  const role = DATABASE_ROLES.find((known) => known === name);
  if (role === undefined) throw new Error(`no database role for "${service}"; add it to database/roles.ts`);
  return role;
}
