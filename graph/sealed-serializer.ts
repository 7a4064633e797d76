import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { SerializerProtocol } from '@langchain/langgraph-checkpoint';

const ALGORITHM = 'aes-256-gcm';
/** The first byte of what is sealed; another layout or cipher gets another. */
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;
/** In the column `type`, before the type of what is sealed. */
const SEALED = 'sealed+';

/** Something in a checkpoint that this process cannot open: of another secret, damaged, or from before checkpoints were sealed. */
export class UnreadableCheckpointError extends Error {
  override name = 'UnreadableCheckpointError';
}

/**
 * What another serializer writes, sealed with AES-256-GCM under a key that is derived (HKDF-SHA-256) from a secret:
 * version byte, random nonce, tag, ciphertext. The version and the type are authenticated with it.
 */
export function sealSerializer(plain: SerializerProtocol, secret: string): SerializerProtocol {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'switchboard checkpoints 1', 32));
  return {
    async dumpsTyped(data: unknown): Promise<[string, Uint8Array]> {
      const [innerType, bytes] = await plain.dumpsTyped(data);
      const type = `${SEALED}${innerType}`;
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(`${VERSION} ${type}`));
      const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
      return [type, Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), sealed])];
    },
    async loadsTyped(type: string, data: Uint8Array | string): Promise<unknown> {
      const bytes = open(key, type, data);
      return plain.loadsTyped(type.slice(SEALED.length), bytes);
    },
  };
}

function open(key: Uint8Array, type: string, data: Uint8Array | string): Uint8Array {
  if (!type.startsWith(SEALED) || typeof data === 'string') {
    throw new UnreadableCheckpointError('The checkpoint is not sealed.');
  }
  const bytes = Buffer.from(data);
  if (bytes.length < HEAD_BYTES || bytes[0] !== VERSION) {
    throw new UnreadableCheckpointError('The checkpoint is sealed in a way that this version does not know.');
  }
  const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(`${VERSION} ${type}`));
  decipher.setAuthTag(bytes.subarray(1 + NONCE_BYTES, HEAD_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(HEAD_BYTES)), decipher.final()]);
  } catch (error) {
    throw new UnreadableCheckpointError('The checkpoint is of another secret, or damaged.', { cause: error });
  }
}
