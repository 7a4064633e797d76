import { randomUUID } from 'node:crypto';

/** Where a request stands in its trace, by W3C Trace Context: lower-case hex ids, never all zeros. */
export interface TraceContext {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly sampled: boolean;
}

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** A new span in the caller's trace; a missing or malformed `traceparent` starts a new trace and is never an error. */
export function parseTraceparent(header: string | undefined): TraceContext {
  const [, version, traceId, parentSpanId, flags, rest] = TRACEPARENT.exec(header ?? '') ?? [];
  const wellFormed =
    traceId !== undefined &&
    parentSpanId !== undefined &&
    version !== 'ff' &&
    (version !== '00' || rest === undefined) &&
    !/^0+$/.test(traceId) &&
    !/^0+$/.test(parentSpanId);
  if (!wellFormed) {
    return { traceId: randomHex(32), spanId: randomHex(16), parentSpanId: undefined, sampled: true };
  }
  const sampled = (Number.parseInt(flags ?? '00', 16) & 1) === 1;
  return { traceId, spanId: randomHex(16), parentSpanId, sampled };
}

/** The `traceparent` header that makes the callee's span a child of this one. */
export function formatTraceparent(trace: TraceContext): string {
  return `00-${trace.traceId}-${trace.spanId}-${trace.sampled ? '01' : '00'}`;
}

// A version 4 UUID holds a 4 within its first 16 digits, so neither the whole nor that part is ever all zeros.
function randomHex(digits: 16 | 32): string {
  return randomUUID().replaceAll('-', '').slice(0, digits);
}
