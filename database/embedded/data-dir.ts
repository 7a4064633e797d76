import { createHash } from 'node:crypto';
import { chmod, mkdir, stat } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';

/** The driver's name for a socket; it is given the folder only. */
const SOCKET_NAME = '.s.PGSQL.5432';
/** Linux allows 107 bytes in a socket's path, macOS 103. */
const MAX_SOCKET_PATH_BYTES = 100;

/** The files of the embedded database below DATA_DIR. */
export interface DataDirPaths {
  /** DATA_DIR itself, absolute. */
  root: string;
  /** PGlite's own directory. */
  database: string;
  lock: string;
  socket: string;
}

/** Where things are. The socket moves to the system's temporary folder when its path would be too long for the kernel. */
export function dataDirPaths(dataDir: string): DataDirPaths {
  const root = resolve(dataDir);
  const socket = join(root, 'socket', SOCKET_NAME);
  const short = createHash('sha256').update(root).digest('hex').slice(0, 12);
  return {
    root,
    database: join(root, 'database'),
    lock: join(root, 'database.lock'),
    socket:
      Buffer.byteLength(socket) <= MAX_SOCKET_PATH_BYTES
        ? socket
        : join(tmpdir(), `switchboard-${short}`, SOCKET_NAME),
  };
}

/** Makes the folder if need be, readable by its owner alone. The socket in it has no password, so another user's folder is refused. */
export async function ensurePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { uid } = await stat(folder);
  const own = userInfo().uid;
  if (own !== -1 && uid !== own) throw new Error(`${folder} belongs to another user`);
  await chmod(folder, 0o700);
}
