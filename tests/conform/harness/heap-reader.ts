import { fileURLToPath } from 'node:url';
import type { ServiceProcess } from '../../helpers/processes.js';

const REPORTING = fileURLToPath(new URL('./report-heap.mjs', import.meta.url));
const KEEPING_CODE = fileURLToPath(new URL('./keep-code.mjs', import.meta.url));

/** What a process holds once all garbage is collected, in bytes. */
export interface Heap {
  /** Objects of the program. */
  used: number;
  /** Buffers outside the heap of objects. */
  external: number;
  rss: number;
}

/** Asks processes that were started with its `settings` and `onLine` for what they hold. */
export interface HeapReader {
  settings: { NODE_OPTIONS: string };
  onLine(service: string, line: string): void;
  read(process: ServiceProcess | undefined): Promise<Heap>;
}

/** One for the processes of a row; with `keepCode` compiled code does not move what they hold, and they are slower. */
export function createHeapReader({ keepCode = false } = {}): HeapReader {
  const waiting = new Map<string, (heap: Heap) => void>();
  return {
    settings: { NODE_OPTIONS: `--import=${REPORTING}${keepCode ? ` --import=${KEEPING_CODE}` : ''}` },
    onLine(service, line) {
      if (line.startsWith('{"heap"')) waiting.get(service)?.(JSON.parse(line).heap);
    },
    read(process) {
      if (process === undefined) throw new Error('there is no such process');
      return new Promise((resolve) => {
        waiting.set(process.name, resolve);
        process.signal('SIGUSR2');
      });
    },
  };
}
