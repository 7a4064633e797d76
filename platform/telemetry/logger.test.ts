import { describe, expect, it } from 'vitest';
import { runInTrace } from './current-trace.js';
import { createLogger, type LoggerOptions } from './logger.js';

function recordingLogger(options: Partial<LoggerOptions> = {}) {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const logger = createLogger({ name: 'troubleshooting', destination, ...options });
  return { logger, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') };
}

describe('createLogger', () => {
  it('writes one JSON object a line with service, level, time and message', () => {
    const { logger, lines, last } = recordingLogger();
    logger.info({ traceId: 'abc', milliseconds: 12 }, 'request');
    expect(lines).toHaveLength(1);
    expect(last()).toMatchObject({
      level: 'info',
      service: 'troubleshooting',
      traceId: 'abc',
      milliseconds: 12,
      message: 'request',
    });
    expect(Date.parse(last().time)).toBeGreaterThan(0);
  });

  it('keeps quiet below its level', () => {
    const { logger, lines } = recordingLogger({ level: 'warn' });
    logger.info('not this');
    logger.warn('but this');
    expect(lines).toHaveLength(1);
  });

  it('writes the whole of an error: stack, fields and cause', () => {
    const { logger, last } = recordingLogger();
    const cause = Object.assign(new Error('socket closed'), { code: 'ECONNRESET' });
    logger.error({ error: new Error('call failed', { cause }) }, 'turn failed');
    expect(last().error).toMatchObject({
      type: 'Error',
      message: 'call failed',
      cause: { message: 'socket closed', code: 'ECONNRESET' },
    });
    expect(last().error.stack).toContain('logger.test.ts');
    logger.error(new Error('on its own'));
    expect(last()).toMatchObject({ message: 'on its own', error: { message: 'on its own' } });
  });

  const canaries = [
    'AKIAIOSFODNN7EXAMPLE',
    'ava.novak@mail.example',
    '4111 1111 1111 1111',
    '4111111111111111',
    '+49 170 1234567',
    '(555) 010-4477 555-010-4477',
    'hunter2',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJDMTAwMSJ9.c2lnbmF0dXJl',
  ];
  const canaryText = `key ${canaries[0]} by ${canaries[1]} card ${canaries[2]} or ${canaries[3]} call ${canaries[4]} or ${canaries[5]} postgres://app:${canaries[6]}@db/app Bearer ${canaries[7]}`;

  it.each([
    ['a message', (log: ReturnType<typeof createLogger>) => log.info(canaryText)],
    ['a message argument', (log: ReturnType<typeof createLogger>) => log.info('%s', canaryText)],
    ['a field', (log: ReturnType<typeof createLogger>) => log.info({ request: canaryText }, 'x')],
    [
      'a deep field',
      (log: ReturnType<typeof createLogger>) => log.info({ a: { b: [{ c: canaryText }] } }, 'x'),
    ],
    ['an error', (log: ReturnType<typeof createLogger>) => log.error(new Error(canaryText))],
    [
      'a cause',
      (log: ReturnType<typeof createLogger>) =>
        log.error({ error: new Error('x', { cause: new Error(canaryText) }) }, 'x'),
    ],
    ['a thrown text', (log: ReturnType<typeof createLogger>) => log.error({ error: canaryText }, 'x')],
    ['a child binding', (log: ReturnType<typeof createLogger>) => log.child({ who: canaryText }).info('x')],
  ])('lets nothing private through %s', (_where, write) => {
    const { logger, lines } = recordingLogger();
    write(logger);
    expect(lines).toHaveLength(1);
    for (const canary of canaries) expect(lines[0]).not.toContain(canary);
    expect(lines[0]).not.toContain('010-4477');
  });

  it('blanks private fields whatever they hold', () => {
    const { logger, last } = recordingLogger();
    logger.info({ headers: { authorization: 'Basic abc', cookie: 'a=b' }, email: 'x', sessionToken: 7 }, 'x');
    expect(last()).toMatchObject({
      headers: { authorization: '[redacted]', cookie: '[redacted]' },
      email: '[redacted]',
      sessionToken: '[redacted]',
    });
  });

  it('leaves ids, dates and counts as they are', () => {
    const { logger, last } = recordingLogger();
    const fields = {
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      orderId: 'SB-100123',
      itemId: '12345678',
      at: '2026-11-22T13:34:23.123Z',
      milliseconds: 1_732_282_000_000,
      inputTokens: 12,
      tracking: '1234567890123456',
    };
    logger.info(fields, 'order SB-100123 of 2026-11-22');
    expect(last()).toMatchObject({ ...fields, message: 'order SB-100123 of 2026-11-22' });
  });

  it('can write for people', () => {
    const { logger, lines } = recordingLogger({ format: 'pretty' });
    logger.warn({ agent: 'troubleshooting', note: 'two words' }, 'slow');
    expect(lines[0]).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} warn {2}troubleshooting slow agent=troubleshooting note="two words"\n$/,
    );
  });

  it('says of which trace a line is, whoever writes it while a request runs', async () => {
    const { logger, last } = recordingLogger();
    const outside = logger.child({ component: 'models' });
    await runInTrace('4bf92f3577b34da6a3ce929d0e0e4736', async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      outside.warn('a model call failed');
    });
    expect(last()).toMatchObject({ traceId: '4bf92f3577b34da6a3ce929d0e0e4736', component: 'models' });
    outside.warn('later');
    expect(last()).not.toHaveProperty('traceId');
  });

  it('says it once where the logger knows a trace itself', () => {
    const { logger, lines } = recordingLogger();
    const own = logger.child({ traceId: 'own' }).child({ requestId: 'r1' });
    runInTrace('other', () => own.info('x'));
    expect(lines[0]?.match(/traceId/g)).toHaveLength(1);
    expect(lines[0]).toContain('"traceId":"own"');
  });
});
