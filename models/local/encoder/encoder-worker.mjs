// A worker cannot load TypeScript by itself on Node 20: this registers the loader first.
import { register } from 'tsx/esm/api';

register();
await import('./encoder-worker.ts');
