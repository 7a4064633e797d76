import { readdir } from 'node:fs/promises';
import { z } from 'zod';
import { targetOf } from '../graph/understand/targets.js';
import type { TrainingOptions } from '../models/local/classifier/softmax-trainer.js';

/** The classes of a classifier, each by example utterances. */
export interface ClassifierSource {
  name: string;
  intents: { name: string; examples: readonly string[] }[];
  /** Which intents need not be told apart when the probabilities are calibrated. */
  groupOf?: (intent: string) => string;
  /** How it is trained, where not like the others. */
  training?: TrainingOptions;
}

/**
 * Thousands of utterances bear a looser fit than hundreds: on messages from elsewhere ten times the decay costs two to
 * five in a hundred, and a class with many utterances (all that is out of scope) may weigh more.
 */
const MANY: TrainingOptions = { decay: 1e-4, rounds: 300, crowd: 0.6, folds: 2 };

const ROOT = new URL('../', import.meta.url);
/** An agent's intents that say nothing about whose a request is. */
const NOT_ROUTED = new Set([
  'out-of-scope',
  'other',
  'greeting',
  'thanks',
  'person',
  'follow-up',
  'small-talk',
]);

const PlaybookShape = z.object({
  intents: z.array(z.object({ name: z.string(), examples: z.array(z.string()) })),
});
const UtterancesShape = z.record(z.string(), z.array(z.string()));

/**
 * One classifier an agent, named after it, over the intents of its playbook; and `router` over all of them as
 * `<agent>/<intent>`, with more utterances and classes of its own, and the supervisor's kinds of message as
 * `supervisor/<kind>`.
 */
export async function findClassifiers(): Promise<ClassifierSource[]> {
  const agents = await findPlaybooks();
  const routed = agents.flatMap(({ name: agent, intents }) =>
    intents
      .filter(({ name }) => !NOT_ROUTED.has(name))
      .map(({ name, examples }): [string, readonly string[]] => [`${agent}/${name}`, examples]),
  );
  const classes = new Map<string, readonly string[]>();
  for (const [name, examples] of [...routed, ...(await findRouterUtterances())]) {
    classes.set(name, [...(classes.get(name) ?? []), ...examples]);
  }
  const intents = [...classes].map(([name, examples]) => ({ name, examples }));
  return intents.length > 1
    ? [...agents, { name: 'router', intents, groupOf: targetOf, training: MANY }]
    : agents;
}

/** What only the router is trained on, by class. */
async function findRouterUtterances(): Promise<[string, readonly string[]][]> {
  const folder = 'graph/understand/utterances/';
  const files = await readdir(new URL(folder, ROOT));
  const found = await Promise.all(files.sort().map((file) => loadExports(`${folder}${file}`)));
  return found.flat().flatMap((value) => Object.entries(UtterancesShape.parse(value)));
}

async function findPlaybooks(): Promise<ClassifierSource[]> {
  const folders = await readdir(new URL('agents/', ROOT), { withFileTypes: true });
  const names = folders.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const found = await Promise.all(
    names.sort().map(async (name) => {
      const exported = await loadExports(`agents/${name}/playbook.ts`);
      const playbooks = exported.map((value) => PlaybookShape.safeParse(value));
      return playbooks.flatMap((parsed) => (parsed.success ? [{ name, intents: parsed.data.intents }] : []));
    }),
  );
  return found.flat();
}

/** Everything that a module exports; nothing when there is no such file. */
async function loadExports(path: string): Promise<unknown[]> {
  const folder = new URL('./', new URL(path, ROOT));
  const files = await readdir(folder).catch(() => []);
  if (!files.some((file) => path.endsWith(`/${file}`))) return [];
  const module: object = await import(new URL(path, ROOT).href);
  return Object.values(module);
}
