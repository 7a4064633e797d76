import { connect } from 'node:net';

/** Sends bytes as they are and gives back all that came until the other side closed, or until the time is over. */
export function rawRequest(url: string, bytes: Uint8Array | string, timeoutMs = 10_000): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const finish = () => {
      socket.destroy();
      resolve(Buffer.concat(chunks).toString('utf8'));
    };
    socket.setTimeout(timeoutMs, finish);
    socket.on('data', (chunk) => void chunks.push(chunk));
    socket.once('close', finish);
    socket.once('error', (error) => (chunks.length > 0 ? finish() : reject(error)));
  });
}
