import { OpenAPIHono } from '@hono/zod-openapi';
import { cors } from 'hono/cors';
import { secureHeaders } from 'hono/secure-headers';
import { AppError } from '../errors.js';
import type { Logger } from '../telemetry/logger.js';
import { createMetrics, type Metrics } from '../telemetry/metrics.js';
import { addApiDocs } from './api-docs.js';
import type { AppEnv } from './app-env.js';
import { handleError } from './error-handler.js';
import { handleNotFound } from './not-found.js';
import type { ReadinessChecks } from './readiness.js';
import { requestBody } from './request-body.js';
import { requestContext } from './request-context.js';
import { addSystemRoutes } from './system-routes.js';

/** An app with everything that every service has; add routes with `app.openapi(route, handler)`. */
export type Service = OpenAPIHono<AppEnv>;

/** What a service says of itself and what it stands on. */
export interface ServiceOptions {
  name: string;
  version: string;
  logger: Logger;
  metrics?: Metrics;
  bodyLimitBytes?: number;
  /** Web origins that may call it from a browser; none by default. */
  corsOrigins?: readonly string[];
  readiness?: ReadinessChecks;
  /** Added to what `/health` says. */
  health?: () => Record<string, unknown>;
  openapi: { title: string; description: string };
}

const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

/**
 * The service that all services are made from: trace and request ids, access log, metrics, secure headers, CORS,
 * bounded bodies, the operators' routes and the API document. Whatever goes wrong is answered as problem+json.
 */
export function createService(options: ServiceOptions): Service {
  const { name, version, logger, bodyLimitBytes = 65_536, corsOrigins = [] } = options;
  const metrics = options.metrics ?? createMetrics(name);
  const app: Service = new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      throw new AppError('invalid-input', 'Something in the request does not fit; see errors.', {
        details: result.error.issues.map((issue) => ({
          path: issue.path.join('.'),
          message: issue.message,
        })),
      });
    },
  });
  app.onError(handleError);
  app.notFound((c) => handleNotFound(app, c));
  app.use(requestContext({ logger, metrics }));
  app.use(
    secureHeaders({
      contentSecurityPolicy: CONTENT_SECURITY_POLICY,
      // Whoever terminates TLS decides about it; a service on plain HTTP cannot.
      strictTransportSecurity: false,
      xFrameOptions: 'DENY',
      overwrite: false,
    }),
  );
  if (corsOrigins.length > 0) app.use(cors({ origin: [...corsOrigins], maxAge: 600 }));
  app.use(requestBody(bodyLimitBytes));
  addSystemRoutes(app, {
    name,
    version,
    metrics,
    readiness: options.readiness ?? {},
    health: options.health ?? (() => ({})),
  });
  addApiDocs(app, { ...options.openapi, version });
  return app;
}
