import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';

/** What PostgreSQL says to a login that it refuses: an error of the class that is no outage. */
const REFUSAL = 'SFATAL\0C28P01\0Mno\0\0';
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
const NAME = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];

/** A server that speaks enough of PostgreSQL to be connected to over TLS with a certificate of its own, and then refuses every login. */
export interface TlsPostgres {
  /** What clients did, in order. */
  readonly seen: string[];
  offersTls: boolean;
  url(host?: string, query?: string): string;
  /** The file of a certificate: its own, or one that has nothing to do with it. */
  certificate(whose: 'server' | 'other'): string;
  close(): void;
}

/** Starts it on a port of its own; makes its keys with openssl. */
export async function startTlsPostgres(): Promise<TlsPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-tls-'));
  for (const name of ['server', 'other']) {
    const files = ['-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.pem`)];
    execFileSync('openssl', ['req', '-x509', ...KEY, ...NAME, ...files], { stdio: 'ignore' });
  }
  const [key, cert] = ['server.key', 'server.pem'].map((file) => readFileSync(join(folder, file)));
  const seen: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (first) => {
      const wantsTls = first.length === 8 && first.readInt32BE(4) === 80_877_103;
      seen.push(wantsTls ? 'asks for TLS' : 'in clear');
      if (!wantsTls) return void socket.end(refusal());
      if (!postgres.offersTls) return void socket.end('N');
      socket.write('S');
      const secure = new TLSSocket(socket, { isServer: true, key, cert });
      secure.on('error', () => {});
      secure.once('data', (startup: Buffer) => {
        seen.push(`${startup.includes('user') ? 'startup' : 'something else'} in TLS`);
        secure.end(refusal());
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const postgres: TlsPostgres = {
    seen,
    offersTls: true,
    url: (host = 'localhost', query = '') =>
      `postgresql://me:pw@${host}:${(server.address() as AddressInfo).port}/shop${query}`,
    certificate: (whose) => join(folder, `${whose}.pem`),
    close() {
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
  return postgres;
}

function refusal(): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(REFUSAL.length + 4);
  return Buffer.concat([Buffer.from('E'), length, Buffer.from(REFUSAL)]);
}
