import {
  type Access,
  type ErrorCode,
  errorRegistry,
  problemDetailsSchema,
  type RouteContract,
} from '@innoflow/contracts';
import { z } from 'zod';
import { ComponentSchemas, type JsonSchema } from './openapi-schemas.ts';
import { allContracts } from './route-guard.ts';

/** Codes that any route can answer with, besides those of its contract. */
const GENERAL_ERRORS: readonly ErrorCode[] = [
  'rate_limited',
  'internal_error',
  'database_unavailable',
  'shutting_down',
];
const AUTH_ERRORS: readonly ErrorCode[] = [
  'unauthenticated',
  'token_expired',
  'token_invalid',
  'origin_refused',
];
const BODY_ERRORS: readonly ErrorCode[] = ['malformed_json', 'payload_too_large', 'unsupported_media_type'];
const IDEMPOTENCY_ERRORS: readonly ErrorCode[] = ['idempotency_in_progress', 'idempotency_key_reused'];

/** The OpenAPI 3.1 document of all contracts; the same in every run. */
export function createOpenApiDocument(version: string, contracts: readonly RouteContract[] = allContracts()) {
  const schemas = new ComponentSchemas();
  const problem = schemas.refer(problemDetailsSchema, 'output');
  // What is given keeps the plain name, so it comes first.
  for (const contract of contracts) successesOf(contract, schemas);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const contract of contracts) {
    const path = contract.path.replace(/:(\w+)/g, '{$1}');
    const operations = (paths[path] ??= {});
    operations[contract.method.toLowerCase()] = operationOf(contract, schemas, problem);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'InnoFlow',
      version,
      description:
        'Errors are problem details (RFC 9457); each has a `code`, and x-error-codes lists which an operation can give. Trailing slashes may be left out.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(contracts.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'accessToken of a login',
        },
        cookie: { type: 'apiKey', in: 'cookie', name: 'innoflow.session_token' },
      },
      schemas: schemas.all(),
    },
    'x-errors': errorRegistry,
  };
}

function operationOf(contract: RouteContract, schemas: ComponentSchemas, problem: JsonSchema): unknown {
  const { access, body } = contract;
  return {
    operationId: operationId(contract),
    tags: [contract.tag],
    summary: contract.summary,
    'x-access': access,
    security: access === 'public' ? [] : [{ bearer: [] }, { cookie: [] }],
    ...parametersOf(contract, schemas),
    ...(body
      ? {
          requestBody: {
            required: !body.safeParse(undefined).success,
            content: { 'application/json': { schema: schemas.refer(body, 'input') } },
          },
        }
      : {}),
    responses: { ...successesOf(contract, schemas), ...errorsOf(errorCodesOf(contract), problem) },
  };
}

/** Codes that an operation can answer with. */
export function errorCodesOf(contract: RouteContract): ErrorCode[] {
  const { access, params, query, body, idempotent } = contract;
  const codes = new Set<ErrorCode>([
    ...(params || query || body ? (['validation_failed'] as const) : []),
    ...(body ? BODY_ERRORS : []),
    ...(access === 'public' ? [] : AUTH_ERRORS),
    ...(needsPermission(access) ? (['forbidden'] as const) : []),
    ...(idempotent ? IDEMPOTENCY_ERRORS : []),
    ...(contract.errors ?? []),
    ...GENERAL_ERRORS,
  ]);
  // In the order of the registry.
  return (Object.keys(errorRegistry) as ErrorCode[]).filter((code) => codes.has(code)); // keys widen to string
}

function needsPermission(access: Access): boolean {
  return access !== 'public' && access !== 'user';
}

function parametersOf(contract: RouteContract, schemas: ComponentSchemas): { parameters?: unknown[] } {
  const parameters = [
    ...propertiesOf(contract.params, schemas).map(([name, schema]) => ({
      name,
      in: 'path',
      required: true,
      schema,
    })),
    ...propertiesOf(contract.query, schemas).map(([name, schema, required]) => ({
      name,
      in: 'query',
      required,
      schema,
    })),
    ...(contract.idempotent
      ? [
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: false,
            schema: { type: 'string', maxLength: 255 },
          },
        ]
      : []),
  ];
  return parameters.length > 0 ? { parameters } : {};
}

function propertiesOf(
  schema: z.ZodType | undefined,
  schemas: ComponentSchemas,
): [name: string, schema: JsonSchema, required: boolean][] {
  if (!(schema instanceof z.ZodObject)) return [];
  // The cast: the fields of a ZodObject are schemas; its type says only that they are of zod's core.
  const shape = schema.shape as Record<string, z.ZodType>;
  return Object.entries(shape).map(([name, field]) => [
    name,
    schemas.refer(field, 'input'),
    !field.safeParse(undefined).success,
  ]);
}

function successesOf(contract: RouteContract, schemas: ComponentSchemas): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(contract.responses).map(([status, schema]) => [
      status,
      {
        description: DESCRIPTIONS[status] ?? 'Done',
        ...(schema ? { content: { 'application/json': { schema: schemas.refer(schema, 'output') } } } : {}),
      },
    ]),
  );
}
const DESCRIPTIONS: Record<string, string> = {
  200: 'Done',
  201: 'Created',
  202: 'Accepted',
  204: 'Done',
  503: 'Not ready',
};

function errorsOf(codes: readonly ErrorCode[], problem: JsonSchema): Record<string, unknown> {
  const byStatus = Map.groupBy(codes, (code) => errorRegistry[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      String(status),
      {
        description: group.map((code) => `\`${code}\`: ${errorRegistry[code].title}`).join('. '),
        'x-error-codes': group,
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  );
}

/** `getWorkflowsVersionsDiff`-like names would be long; method and path in camel case are unique and stable. */
function operationId({ method, path }: RouteContract): string {
  const words = path
    .replace(/^\/api\//, '/')
    .replace(/:(\w+)/g, 'by-$1')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return method.toLowerCase() + words.join('');
}
