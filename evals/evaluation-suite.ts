import { readdir } from 'node:fs/promises';
import { z } from 'zod';

/** Something that is measured: `evals/<folder>/suite.ts` exports one as `suite`, and `npm run eval -- <name>` runs it. */
export interface EvaluationSuite {
  name: string;
  /** One line: what is measured, and with which options. */
  about: string;
  /** Prints what it measured, and resolves with the exit code: 0 when what is promised was reached. */
  run(args: readonly string[]): Promise<number>;
}

const SuiteModule = z.object({ suite: z.custom<EvaluationSuite>(isSuite) });

/** The suites below `evals/`, by name. Throws for a `suite.ts` that exports none. */
export async function findSuites(root = new URL('./', import.meta.url)): Promise<EvaluationSuite[]> {
  const paths = (await readdir(root, { recursive: true })).filter((path) => /(?:^|\/)suite\.ts$/.test(path));
  const suites = await Promise.all(paths.map((path) => load(new URL(path, root))));
  return suites.sort((left, right) => left.name.localeCompare(right.name));
}

async function load(file: URL): Promise<EvaluationSuite> {
  const exported = SuiteModule.safeParse(await import(file.href));
  if (!exported.success) throw new TypeError(`${file.pathname} exports no suite { name, about, run }`);
  return exported.data.suite;
}

function isSuite(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['name', 'about'].every((key) => typeof Reflect.get(value, key) === 'string') &&
    typeof Reflect.get(value, 'run') === 'function'
  );
}
