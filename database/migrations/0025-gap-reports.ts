import { type Migration, sqlMigration } from './migration.js';

/** The agent that writes down what the documents lack also reports it; a gap names no customer. */
export const gapReports: Migration = sqlMigration(
  '0025-gap-reports',
  'grant select on knowledge_gaps to switchboard_troubleshooting;',
);
