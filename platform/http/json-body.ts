import type { z } from '@hono/zod-openapi';

/** The `request.body` of a route that takes JSON. It is required: otherwise a missing content type skips validation. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { required: true as const, content: { 'application/json': { schema } } };
}
