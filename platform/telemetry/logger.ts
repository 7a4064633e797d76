import { type DestinationStream, type Logger as PinoLogger, pino, stdTimeFunctions } from 'pino';
import { currentTraceId } from './current-trace.js';
import { prettyDestination } from './pretty-destination.js';
import { redact, redactText } from './redact.js';

/** Writes one JSON object a line; what is private never gets that far. `child` adds fields to every line. */
export type Logger = PinoLogger;

/** What a logger may be given; `destination` is standard output unless a test wants to read it. */
export interface LoggerOptions {
  name: string;
  level?: string;
  format?: 'json' | 'pretty';
  destination?: DestinationStream;
}

/** On loggers whose lines have a trace id of their own, and on their children. */
const TRACED = Symbol('traced');

/** A logger for one service. Tokens, keys, e-mail addresses, telephone and card numbers are redacted at any depth. A line that is written while a request runs has its trace id. */
export function createLogger({ name, level = 'info', format = 'json', destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: { service: name },
    timestamp: stdTimeFunctions.isoTime,
    messageKey: 'message',
    errorKey: 'error',
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: object) => toRecord(redact(fields)),
    },
    mixin(_fields: object, _level: number, logger: object) {
      const traceId = TRACED in logger ? undefined : currentTraceId();
      return traceId === undefined ? {} : { traceId };
    },
    serializers: { error: (error: unknown) => error },
    hooks: {
      logMethod(this: PinoLogger, args: Parameters<PinoLogger['info']>, method: PinoLogger['info']) {
        const [first, ...rest] = args;
        const told = first instanceof Error && rest.length === 0 ? [first, first.message] : args;
        const redacted = told.map((part) => (typeof part === 'string' ? redactText(part) : part));
        Reflect.apply(method, this, redacted);
      },
    },
  };
  const target = format === 'pretty' ? prettyDestination(destination ?? process.stdout) : destination;
  const root = target === undefined ? pino(options) : pino(options, target);
  const createChild = root.child;
  // pino's formatter of bindings sees those of the root logger only, so children's are redacted on the way in.
  Object.defineProperty(root, 'child', {
    value(this: Logger, bindings: object, childOptions?: object) {
      const child: Logger = Reflect.apply(createChild, this, [redact(bindings), childOptions]);
      if ('traceId' in bindings) Object.defineProperty(child, TRACED, { value: true });
      return child;
    },
  });
  return root;
}

function toRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
