import type { TaskTypeDescriptor } from '@innoflow/contracts';

type Properties = Record<string, Record<string, unknown>>;

/** Descriptors of the shape that packages/tasks serves; the engine may not import those. */
function describe(
  type: string,
  kind: TaskTypeDescriptor['kind'],
  outcomes: string[],
  mainOutcome: string | null,
  properties: Properties,
  more: { required?: string[]; schema?: object } & Partial<TaskTypeDescriptor> = {},
): TaskTypeDescriptor {
  const { required = [], schema = {}, ...rest } = more;
  return {
    type,
    title: type,
    help: '',
    icon: 'box',
    family: 'logic',
    summary: '',
    configSchema: { type: 'object', properties, required, additionalProperties: false, ...schema },
    outcomes,
    mainOutcome,
    kind,
    expressions: [],
    ...rest,
  };
}

const text = { type: 'string' };
const condition = { type: 'string', minLength: 1, maxLength: 10_000, widget: 'expression' };
const duration = { type: 'string', widget: 'duration' };
const object = { type: 'object', propertyNames: { type: 'string' }, additionalProperties: {} };
const addresses = { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] };
const headers = { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } };

export const catalog: readonly TaskTypeDescriptor[] = [
  describe(
    'condition',
    'pure',
    ['true', 'false'],
    null,
    { if: condition },
    { required: ['if'], expressions: ['if'] },
  ),
  describe(
    'switch',
    'pure',
    ['default'],
    null,
    {
      cases: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          properties: { when: condition, outcome: { type: 'string', minLength: 1 } },
          required: ['when', 'outcome'],
          additionalProperties: false,
        },
      },
    },
    {
      required: ['cases'],
      expressions: ['cases[].when'],
      outcomesFrom: { list: 'cases', field: 'outcome' },
    },
  ),
  describe('set', 'pure', ['success'], 'success', { values: object }, { required: ['values'] }),
  describe(
    'http.request',
    'effect',
    ['success', 'error'],
    'success',
    {
      method: { type: 'string', enum: ['GET', 'POST', 'PUT', 'DELETE'], default: 'GET' },
      url: { type: 'string', minLength: 1 },
      headers,
      body: {},
    },
    { required: ['url'] },
  ),
  describe(
    'email.send',
    'effect',
    ['success', 'error'],
    'success',
    { to: addresses, subject: text, text },
    { required: ['to'] },
  ),
  describe('webhook.respond', 'pure', ['success'], 'success', {
    status: { type: 'integer', minimum: 200, maximum: 599 },
    headers,
    body: {},
  }),
  describe('approval', 'wait', ['approved', 'rejected', 'timeout'], 'approved', {
    title: { type: 'string' },
    assignees: { type: 'array', items: { type: 'string', pattern: '^(role|user):\\S(.*\\S)?$' } },
    dueIn: duration,
    form: { ...object, widget: 'schema' },
  }),
  describe(
    'delay',
    'wait',
    ['success'],
    'success',
    { for: duration, until: { type: 'string' } },
    { schema: { oneOf: [{ required: ['for'] }, { required: ['until'] }] } },
  ),
  describe(
    'wait.event',
    'wait',
    ['success', 'timeout'],
    'success',
    { name: { type: 'string', minLength: 1 }, match: condition, keepEarly: { type: 'boolean' } },
    { required: ['name'], expressions: ['match'], expressionNames: ['payload'] },
  ),
  describe('end', 'end', [], null, { outcome: text, terminate: { type: 'boolean' } }),
];
