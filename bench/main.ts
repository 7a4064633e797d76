import { runHalfVectorsBench } from './half-vectors.js';
import { runIngestionBench } from './ingestion.js';
import { runKnowledgeScaleBench } from './knowledge-scale.js';
import { runCommandBench } from './one-command.js';
import { runParallelBench } from './parallel.js';
import { runPromptTokensBench } from './prompt-tokens.js';
import { runRoutingBench } from './routing.js';

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  'one-command': runCommandBench,
  parallel: runParallelBench,
  'prompt-tokens': runPromptTokensBench,
  ingestion: runIngestionBench,
  'knowledge-scale': runKnowledgeScaleBench,
  'half-vectors': runHalfVectorsBench,
  routing: runRoutingBench,
};

const [name = ''] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench === undefined) {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(BENCHES).join(' | ')}\n`);
  process.exitCode = 1;
} else {
  await bench();
}
