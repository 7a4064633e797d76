import { DATABASE_ROLES } from '../roles.js';
import { type Migration, sqlMigration } from './migration.js';

/** Roles belong to the whole server: another database on it may be creating the same one at this moment. */
const createRole = (role: string) => `
  do $$ begin
    create role ${role} nologin nosuperuser nobypassrls nocreatedb nocreaterole noinherit;
  exception when duplicate_object or unique_violation then null;
  end $$;
  do $$ begin
    grant ${role} to current_user;
  exception when unique_violation or internal_error then null;
  end $$;
  grant usage on schema public to ${role};`;

/** pgvector and pg_trgm, and the roles that transactions take. */
export const extensionsAndRoles: Migration = sqlMigration(
  '0001-extensions-and-roles',
  `
  create extension if not exists vector;
  create extension if not exists pg_trgm;
  ${DATABASE_ROLES.map(createRole).join('')}
  revoke all on schema public from public;
  `,
);
