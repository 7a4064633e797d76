import { z } from 'zod';

/** An identifier that is safe in a path, a log line and a database key: 1 to 64 letters, digits, `_` or `-`. */
export const Id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'use 1 to 64 letters, digits, "_" or "-"');
export type Id = z.infer<typeof Id>;

/** A lower-case kebab-case service name: the same word as folder, card id, compose service and metric label. */
export const AgentId = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(64);
export type AgentId = z.infer<typeof AgentId>;
