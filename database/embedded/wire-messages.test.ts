import { describe, expect, it } from 'vitest';
import { buildError, buildGreeting, buildMessage, buildReady, readOutput } from './wire-messages.js';

describe('what the backend answered', () => {
  it('ends in the status of its last ReadyForQuery', () => {
    expect(readOutput(buildReady('T'))).toEqual({ status: 'T', failed: false });
    expect(readOutput(Buffer.concat([buildReady('T'), buildReady('I')])).status).toBe('I');
  });

  it('has no status after a Flush', () => {
    expect(readOutput(buildMessage('1'))).toEqual({ status: undefined, failed: false });
  });

  it('is not misread when a row ends like a ReadyForQuery', () => {
    const row = buildMessage('D', buildReady('I'));
    expect(readOutput(row).status).toBeUndefined();
  });

  it('says when there was an error', () => {
    const error = buildError({ severity: 'ERROR', sqlState: '42P01', message: 'no such table' });
    expect(readOutput(Buffer.concat([error, buildReady('E')]))).toEqual({ status: 'E', failed: true });
  });

  it('is read from a view into a larger buffer too', () => {
    const padded = Buffer.concat([Buffer.from('junk'), buildReady('T'), Buffer.from('junk')]);
    const view = new Uint8Array(padded.buffer, padded.byteOffset + 4, 6);
    expect(readOutput(view).status).toBe('T');
  });
});

describe('the greeting', () => {
  it('lets the client in, tells the server version and ends ready', () => {
    const greeting = buildGreeting({ processId: 5, secret: 6 }, '18.6');
    expect(greeting.subarray(0, 9)).toEqual(buildMessage('R', Buffer.alloc(4)));
    expect(greeting.includes('server_version\0' + '18.6\0')).toBe(true);
    expect(readOutput(greeting).status).toBe('I');
  });
});
