import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fp from 'fastify-plugin';
import { createOpenApiDocument } from './openapi-document.ts';

/** Files of Swagger UI that its page loads, by name. */
const ASSETS: ReadonlyMap<string, string> = new Map([
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['index.css', 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
  ['favicon-32x32.png', 'image/png'],
]);

/** Its own scripts and inline styles, nothing of elsewhere. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>InnoFlow API</title>
<link rel="icon" href="/api/docs/favicon-32x32.png">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<link rel="stylesheet" href="/api/docs/index.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  validatorUrl: null,
  defaultModelsExpandDepth: 0,
});
`;

/** `/api/openapi.json`, made from the contracts at the first request, and Swagger UI at `/api/docs/`. */
export const openapiPlugin = fp<{ version: string }>(
  async (app, { version }) => {
    const config = { access: 'public' as const };
    let document: string | undefined;
    app.get('/api/openapi.json', { config }, async (_request, reply) => {
      document ??= JSON.stringify(createOpenApiDocument(version));
      return reply.type('application/json; charset=utf-8').send(document);
    });

    app.get('/api/docs/', { config }, async (_request, reply) =>
      reply.header('content-security-policy', POLICY).type('text/html; charset=utf-8').send(PAGE),
    );
    app.get('/api/docs/start.js', { config }, async (_request, reply) =>
      reply.type('text/javascript; charset=utf-8').send(START),
    );
    for (const [name, type] of ASSETS) {
      app.get(`/api/docs/${name}`, { config }, async (_request, reply) =>
        reply
          .type(type)
          .header('cache-control', 'public, max-age=3600')
          .send(await readFile(join(assetFolder(), name))),
      );
    }
  },
  { name: 'openapi', fastify: '5.x', dependencies: ['route-guard'] },
);

function assetFolder(): string {
  return join(dirname(fileURLToPath(import.meta.resolve('@fastify/swagger-ui'))), 'static');
}
