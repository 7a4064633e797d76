import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Loaded into a process with NODE_OPTIONS: at SIGUSR2 it collects all garbage and writes what is left to its log.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
process.on('SIGUSR2', async () => {
  for (let time = 0; time < 3; time++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { heapUsed: used, external, rss } = process.memoryUsage();
  process.stdout.write(`${JSON.stringify({ heap: { used, external, rss } })}\n`);
});
