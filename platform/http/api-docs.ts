import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { addServiceResponses } from './add-service-responses.js';
import type { AppEnv } from './app-env.js';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
  layout: 'BaseLayout',
});
`;

/** What the document says at its top. */
export interface ApiDocsOptions {
  title: string;
  version: string;
  description: string;
}

/** Adds `/openapi.json` (3.1) and `/docs`, which shows it with files of this machine alone. */
export function addApiDocs(app: OpenAPIHono<AppEnv>, options: ApiDocsOptions): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' });
  // Made at the first request, when all routes are there.
  let document: string | undefined;
  app.get('/openapi.json', (c) => {
    document ??= JSON.stringify(
      addServiceResponses(app.getOpenAPI31Document({ openapi: '3.1.0', info: { ...options } })),
    );
    return c.body(document, 200, { 'content-type': 'application/json' });
  });
  app.get('/docs', (c) => c.html(PAGE));
  app.get('/docs/start.js', (c) => c.body(START, 200, { 'content-type': 'text/javascript; charset=utf-8' }));
  for (const [file, mediaType] of Object.entries(MEDIA_TYPES)) {
    app.get(`/docs/${file}`, async (c) => {
      const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
      const content = await readFile(join(folder, file), 'utf8');
      return c.body(content, 200, { 'content-type': mediaType, 'cache-control': 'public, max-age=3600' });
    });
  }
}
