import { join } from 'node:path';
import { type ErrorCode, errorRegistry } from '@innoflow/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { createOpenApiDocument, errorCodesOf } from './openapi-document.ts';
import { allContracts } from './route-guard.ts';

const root = join(import.meta.dirname, '../../../..');
const document = createOpenApiDocument('0.0.0');
let server: TestApp;
beforeAll(async () => {
  server = await createTestApp();
});
afterAll(() => server.close());

test('every reference of the document leads somewhere, and it is the same each time', () => {
  const text = JSON.stringify(document);
  const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
    ([, name]) => name ?? '',
  );
  expect(references.length).toBeGreaterThan(50);
  expect(references.filter((name) => !(name in document.components.schemas))).toEqual([]);
  expect(text).not.toContain('$defs');
  expect(JSON.stringify(createOpenApiDocument('0.0.0'))).toBe(text);
});

test('every contract is an operation with an id of its own, its access and its errors', () => {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path)) as {
    operationId: string;
    'x-access': unknown;
    responses: Record<string, unknown>;
  }[]; // the shape that operationOf gives
  expect(operations).toHaveLength(allContracts().length);
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const operation of operations) {
    expect(operation['x-access']).toBeDefined();
    expect(operation.responses['500']).toBeDefined();
  }
});

test('registry, OpenAPI document and docs/errors.md list the same errors', async () => {
  expect(document['x-errors']).toEqual(errorRegistry);
  const known = new Set(Object.keys(errorRegistry));
  expect(
    allContracts()
      .flatMap(errorCodesOf)
      .filter((code) => !known.has(code)),
  ).toEqual([]);
  const rows = (Object.keys(errorRegistry) as ErrorCode[]).map((code) => {
    // keys widen to string
    const { status, kind, title } = errorRegistry[code];
    return `| \`${code}\` | ${status} | ${kind} | ${title} |`;
  });
  const page = `# Errors of the API

Every refusal and failure is a problem document (RFC 9457, \`application/problem+json\`):

\`\`\`json
{
  "type": "urn:innoflow:error:validation_failed",
  "title": "The request breaks a rule",
  "status": 400,
  "code": "validation_failed",
  "detail": "body.name: Too small: expected string to have >=1 characters; received \\"\\"",
  "instance": "/api/workflows/",
  "requestId": "01a209f8-db0e-750c-8163-5c767d9ded8e",
  "errors": [{ "field": "body.name", "rule": "too_small", "message": "…" }]
}
\`\`\`

Rely on \`code\`; it is never reused for another meaning. \`detail\` says what happened and what to do, \`errors\` names
fields, \`problems\` lists what validation of a definition found. Kinds: \`user\`: mend the request; \`operational\`: try
again; \`unexpected\`: tell the administrator the \`requestId\`, which stands in the log.

| code | status | kind | meaning |
|---|---|---|---|
${rows.join('\n')}

This page is made from \`packages/contracts/src/errors.ts\` by \`vitest run -u apps/server/src/plugins/openapi.test.ts\`.
`;
  await expect(page).toMatchFileSnapshot(join(root, 'docs/errors.md'));
});

test('the document is served, and Swagger UI with nothing from elsewhere', async () => {
  const served = await server.app.inject({ url: '/api/openapi.json' });
  expect(served.json()).toMatchObject({ openapi: '3.1.0', paths: document.paths });
  const page = await server.app.inject({ url: '/api/docs/' });
  expect(page.headers['content-security-policy']).toContain("script-src 'self'");
  expect(page.body).not.toMatch(/https?:\/\//);
  const linked = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url ?? '');
  expect(linked).toHaveLength(5);
  for (const url of linked) expect((await server.app.inject({ url })).statusCode, url).toBe(200);
});
