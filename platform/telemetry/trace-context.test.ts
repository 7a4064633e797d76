import { describe, expect, it } from 'vitest';
import { formatTraceparent, parseTraceparent } from './trace-context.js';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN_ID = '00f067aa0ba902b7';

describe('parseTraceparent', () => {
  it('makes a new span in the trace of the caller', () => {
    const trace = parseTraceparent(`00-${TRACE_ID}-${SPAN_ID}-01`);
    expect(trace).toMatchObject({ traceId: TRACE_ID, parentSpanId: SPAN_ID, sampled: true });
    expect(trace.spanId).toMatch(/^[0-9a-f]{16}$/);
    expect(trace.spanId).not.toBe(SPAN_ID);
    expect(parseTraceparent(`00-${TRACE_ID}-${SPAN_ID}-00`).sampled).toBe(false);
    expect(parseTraceparent(`00-${TRACE_ID}-${SPAN_ID}-fe`).sampled).toBe(false);
  });

  it('reads what a later version has in common with this one', () => {
    expect(parseTraceparent(`01-${TRACE_ID}-${SPAN_ID}-01-more`).traceId).toBe(TRACE_ID);
  });

  it.each([
    undefined,
    '',
    'garbage',
    `00-${TRACE_ID.toUpperCase()}-${SPAN_ID}-01`,
    `00-${'0'.repeat(32)}-${SPAN_ID}-01`,
    `00-${TRACE_ID}-${'0'.repeat(16)}-01`,
    `ff-${TRACE_ID}-${SPAN_ID}-01`,
    `00-${TRACE_ID}-${SPAN_ID}-01-more`,
    `00-${TRACE_ID}-${SPAN_ID}`,
    `00-${TRACE_ID.slice(1)}-${SPAN_ID}-01`,
    ` 00-${TRACE_ID}-${SPAN_ID}-01`,
    `00-${TRACE_ID}-${SPAN_ID}-01\n`,
    '00-'.repeat(10_000),
  ])('starts a new trace on %j', (header) => {
    const trace = parseTraceparent(header);
    expect(trace.traceId).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
    expect(trace.traceId).not.toBe(TRACE_ID);
    expect(trace.parentSpanId).toBeUndefined();
  });
});

describe('formatTraceparent', () => {
  it('gives the header under which the callee is a child of this span', () => {
    const trace = parseTraceparent(`00-${TRACE_ID}-${SPAN_ID}-00`);
    expect(formatTraceparent(trace)).toBe(`00-${TRACE_ID}-${trace.spanId}-00`);
    expect(parseTraceparent(formatTraceparent(trace)).parentSpanId).toBe(trace.spanId);
  });
});
