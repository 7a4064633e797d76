import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { onShutdown, type ProcessSignals } from './process-signals.js';
import { createRecordingLogger } from './testing/recording-logger.js';

class FakeProcess extends EventEmitter implements ProcessSignals {
  readonly exits: number[] = [];
  exited: () => void = () => undefined;
  readonly done = new Promise<void>((resolve) => {
    this.exited = resolve;
  });
  exit(code: number): void {
    this.exits.push(code);
    this.exited();
  }
}

describe('onShutdown', () => {
  it('closes what was registered last first, then exits with 0', async () => {
    const fake = new FakeProcess();
    const { logger, lines } = createRecordingLogger();
    const closed: string[] = [];
    for (const name of ['database', 'models', 'server']) {
      onShutdown(async () => void closed.push(name), logger, fake);
    }
    expect([fake.listenerCount('SIGTERM'), fake.listenerCount('SIGINT')]).toEqual([1, 1]);
    fake.emit('SIGTERM');
    await fake.done;
    expect(closed).toEqual(['server', 'models', 'database']);
    expect(fake.exits).toEqual([0]);
    expect(lines.map(({ message }) => message)).toEqual(['stopping', 'stopped']);
  });

  it('goes on closing after a failure and exits with 1', async () => {
    const fake = new FakeProcess();
    const { logger, lines } = createRecordingLogger();
    let closed = false;
    onShutdown(
      async () => {
        closed = true;
      },
      logger,
      fake,
    );
    onShutdown(() => Promise.reject(new Error('stuck')), logger, fake);
    fake.emit('SIGINT');
    await fake.done;
    expect(closed).toBe(true);
    expect(fake.exits).toEqual([1]);
    expect(lines).toContainEqual(expect.objectContaining({ message: 'could not stop cleanly' }));
  });

  it('exits at once at the second signal', () => {
    const fake = new FakeProcess();
    const { logger } = createRecordingLogger();
    onShutdown(() => new Promise(() => undefined), logger, fake);
    fake.emit('SIGTERM');
    expect(fake.exits).toEqual([]);
    fake.emit('SIGINT');
    expect(fake.exits).toEqual([1]);
  });
});
