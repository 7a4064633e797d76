// Neither a worker nor a child process can load TypeScript by itself on Node 20: this registers the loader first.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const module = workerData?.module ?? process.argv[2];
await import(new URL(module, import.meta.url).href);
