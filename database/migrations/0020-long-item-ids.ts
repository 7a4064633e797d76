import { type Migration, sqlMigration } from './migration.js';

/** Item ids have 8 to 10 digits, as the tools read them: catalogues of other systems number theirs with ten. */
export const longItemIds: Migration = sqlMigration(
  '0020-long-item-ids',
  `
  alter table variants
    drop constraint variants_id_check,
    add constraint variants_id_check check (id ~ '^[0-9]{8,10}$');
  `,
);
