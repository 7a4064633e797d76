/** What ReadyForQuery says of the backend: idle, in a transaction, or in one that failed. */
export type TransactionStatus = 'I' | 'T' | 'E';

/** The fields of an ErrorResponse that clients act on. */
export interface WireError {
  severity: 'ERROR' | 'FATAL';
  sqlState: string;
  message: string;
}

/** One message of the PostgreSQL protocol, version 3: type byte, length, body. */
export function buildMessage(type: string, body: Uint8Array = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(5);
  header.write(type, 0, 'latin1');
  header.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([header, body]);
}

/** A simple query. */
export function buildQuery(sql: string): Buffer {
  return buildMessage('Q', Buffer.from(`${sql}\0`));
}

/** The server's word that a statement or the connection failed. */
export function buildError({ severity, sqlState, message }: WireError): Buffer {
  const fields = `S${severity}\0V${severity}\0C${sqlState}\0M${message}\0\0`;
  return buildMessage('E', Buffer.from(fields));
}

/** The server is ready for the next query. */
export function buildReady(status: TransactionStatus): Buffer {
  return buildMessage('Z', Buffer.from(status));
}

/** What a client hears once it connected: it is let in (no password), the session's parameters, its key for cancelling. */
export function buildGreeting(key: { processId: number; secret: number }, serverVersion: string): Buffer {
  const keyData = Buffer.alloc(8);
  keyData.writeUInt32BE(key.processId, 0);
  keyData.writeUInt32BE(key.secret, 4);
  const parameters = {
    server_version: serverVersion,
    server_encoding: 'UTF8',
    client_encoding: 'UTF8',
    DateStyle: 'ISO, MDY',
    TimeZone: 'UTC',
    integer_datetimes: 'on',
    standard_conforming_strings: 'on',
  };
  return Buffer.concat([
    buildMessage('R', Buffer.alloc(4)),
    ...Object.entries(parameters).map(([name, value]) =>
      buildMessage('S', Buffer.from(`${name}\0${value}\0`)),
    ),
    buildMessage('K', keyData),
    buildReady('I'),
  ]);
}

/** What a backend's output says at its end: the last ReadyForQuery's status, and whether an error was among the messages. */
export function readOutput(output: Uint8Array): { status: TransactionStatus | undefined; failed: boolean } {
  const bytes = Buffer.from(output.buffer, output.byteOffset, output.byteLength);
  let status: TransactionStatus | undefined;
  let failed = false;
  for (let at = 0; at + 5 <= bytes.length; at += 1 + bytes.readUInt32BE(at + 1)) {
    const type = bytes[at];
    if (type === 0x45) failed = true;
    if (type === 0x5a) status = toStatus(bytes[at + 5]);
  }
  return { status, failed };
}

function toStatus(byte: number | undefined): TransactionStatus {
  if (byte === 0x54) return 'T';
  return byte === 0x45 ? 'E' : 'I';
}
