import { Problem } from '../../../contract/problem.js';

const INSIDES =
  /\bat [^\n]*\.(?:ts|js|mjs):\d+|node_modules|\bselect\b[^\n]*\bfrom\b|\binsert into\b|relation "|syntax error at/i;

/** What is wrong with how a hostile request was answered, or undefined: never a server error, always a problem with the trace id, and nothing of the insides. */
export function inspectAnswer(
  method: string,
  response: { status: number; headers: Headers },
  text: string,
): string | undefined {
  if (response.status >= 500) return `status ${response.status}: ${text.slice(0, 200)}`;
  if (INSIDES.test(text)) return `tells of the insides: ${text.slice(0, 200)}`;
  if (response.status < 400 || method === 'HEAD') return undefined;
  const type = response.headers.get('content-type');
  if (type !== 'application/problem+json') return `${response.status} as ${type}`;
  const problem = Problem.safeParse(JSON.parse(text));
  if (!problem.success) return `no problem: ${text.slice(0, 200)}`;
  const traceId = response.headers.get('traceparent')?.split('-')[1] ?? problem.data.instance;
  return problem.data.instance === traceId ? undefined : 'the instance is not the trace id';
}
