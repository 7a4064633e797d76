import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readEvents } from '../../../platform/http/read-events.js';

/** Nothing there, or an address or a body that cannot be read. */
const REFUSED_BEFORE_ROUTING = new Set([400, 404, 405, 413, 415]);

interface Operation {
  responses: Record<string, { content?: Record<string, { schema?: object }> }>;
}
interface ApiDocument {
  paths: Record<string, Record<string, Operation>>;
}
interface Served {
  base: string;
  document: ApiDocument;
}

/** Compares what services answer with what their own API documents say. */
export interface ApiCheck {
  /** Reads the document that is served there. */
  learn(base: string): Promise<void>;
  /** Like `fetch`, and notes what the document does not say. */
  send(url: string, init?: RequestInit): Promise<{ status: number; text: string }>;
  readonly violations: readonly string[];
  /** The operations that have not succeeded yet. */
  unseen(): string[];
  /** The paths of one document. */
  pathsOf(base: string): string[];
  /** How many responses were compared. */
  readonly compared: number;
}

/** Validates bodies as JSON Schema 2020-12, which is what OpenAPI 3.1 holds; each event of a stream on its own. */
export function createApiCheck(): ApiCheck {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  addFormats.default(ajv);
  const served: Served[] = [];
  const violations: string[] = [];
  const succeeded = new Set<string>();
  const validators = new Map<string, ValidateFunction>();
  let compared = 0;

  const validate = (pointer: string, value: unknown): string | undefined => {
    const validator = validators.get(pointer) ?? ajv.compile({ $ref: pointer });
    validators.set(pointer, validator);
    return validator(value) ? undefined : ajv.errorsText(validator.errors).slice(0, 300);
  };
  const compare = async (method: string, url: string, response: Response): Promise<string | undefined> => {
    const { base, path, template } = locate(served, method, url);
    const name = `${method} ${template ?? path}`;
    const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
    if (template === undefined) {
      if (REFUSED_BEFORE_ROUTING.has(response.status)) return undefined;
      return `${name}: ${response.status}, not in the document`;
    }
    const steps = ['paths', template, method.toLowerCase(), 'responses', String(response.status)];
    const documented = served.find((one) => one.base === base)?.document.paths[template]?.[
      method.toLowerCase()
    ];
    const answer = documented?.responses[response.status];
    if (answer === undefined) return `${name}: status ${response.status} is not documented`;
    if (response.ok) succeeded.add(name);
    if (answer.content === undefined) return undefined;
    const content = answer.content[type];
    if (content === undefined) return `${name}: ${response.status} as ${type} is not documented`;
    if (content.schema === undefined) return undefined;
    const pointer = `${base}/openapi.json#/${[...steps, 'content', type, 'schema'].map(escapePointer).join('/')}`;
    for (const value of await valuesOf(type, response)) {
      const wrong = validate(pointer, value);
      if (wrong !== undefined) return `${name}: ${response.status} ${wrong}`;
    }
    return undefined;
  };

  return {
    violations,
    get compared() {
      return compared;
    },
    async learn(base) {
      const document = (await (await fetch(`${base}/openapi.json`)).json()) as ApiDocument;
      ajv.addSchema({ ...document, $id: `${base}/openapi.json` });
      served.push({ base, document });
    },
    async send(url, init = {}) {
      const method = init.method ?? 'GET';
      const response = await fetch(url, init);
      const copy = response.clone();
      const wrong = await compare(method, url, response);
      compared += 1;
      if (wrong !== undefined) violations.push(wrong);
      return { status: copy.status, text: await copy.text() };
    },
    pathsOf: (base) => Object.keys(served.find((one) => one.base === base)?.document.paths ?? {}),
    unseen: () =>
      [...new Set(served.flatMap(({ document }) => namesIn(document)))].filter(
        (name) => !succeeded.has(name),
      ),
  };
}

function namesIn({ paths }: ApiDocument): string[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

function locate(served: readonly Served[], method: string, url: string) {
  const { origin, pathname } = new URL(url);
  const paths = served.find(({ base }) => base === origin)?.document.paths ?? {};
  const fits = Object.keys(paths).filter((template) => {
    const pattern = template.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+');
    return new RegExp(`^${pattern}$`).test(pathname) && paths[template]?.[method.toLowerCase()] !== undefined;
  });
  const [template] = fits.sort((a, b) => a.split('{').length - b.split('{').length);
  return { base: origin, path: pathname, template };
}

async function valuesOf(type: string, response: Response): Promise<unknown[]> {
  if (type === 'text/event-stream') {
    const values: unknown[] = [];
    for await (const { data } of readEvents(response)) values.push(JSON.parse(data));
    return values;
  }
  const text = await response.text();
  return type.endsWith('json') ? [JSON.parse(text)] : [text];
}

function escapePointer(step: string): string {
  return encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));
}
