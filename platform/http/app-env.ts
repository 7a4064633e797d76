import type { ServerResponse } from 'node:http';
import type { Logger } from '../telemetry/logger.js';
import type { TraceContext } from '../telemetry/trace-context.js';

/** What every handler of a service finds: `c.var` is set by the service, `c.env` by the server it runs in. */
export interface AppEnv {
  Variables: {
    requestId: string;
    trace: TraceContext;
    /** Carries the service, the request id and the trace id. */
    logger: Logger;
  };
  Bindings: ServerBindings;
}

/** What the server tells a request; all absent when the app is called without one, as in tests. */
export interface ServerBindings {
  outgoing?: ServerResponse;
  /** Aborts when the process begins to drain. */
  drain?: AbortSignal;
}
