import { z } from 'zod';
import { parseDuration } from './duration.ts';
import { jsonSchemaSchema } from './json.ts';

/** The workflow format, schema version 1 (DESIGN.md section 4). Published as JSON Schema. */

export const identifierSchema = z
  .string()
  .max(64)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be letters, digits and _, and not start with a digit');

export const durationSchema = z
  .string()
  .refine(
    (text) => parseDuration(text) !== undefined,
    'must be a duration such as "500ms", "20s", "4h" or "P1D"',
  )
  .meta({ widget: 'duration' });

export const retrySchema = z
  .strictObject({
    maxAttempts: z.int().min(1).max(1000).meta({ description: 'Attempts in all, the first one included.' }),
    initialDelay: durationSchema.default('1s'),
    backoff: z.number().min(1).max(100).default(2),
    maxDelay: durationSchema.default('5m'),
    jitter: z.boolean().default(true).meta({ description: 'Spread each delay between half and its whole.' }),
  })
  .meta({ id: 'Retry' });

/** Outcomes: lower-case words chosen by task types and by `switch` cases. */
export const outcomeSchema = z.string().min(1).max(64);

export const taskSchema = z
  .strictObject({
    id: identifierSchema,
    type: z.string().min(1).max(128),
    name: z.string().max(200).optional(),
    description: z.string().max(5000).optional(),
    config: z.record(z.string(), z.unknown()).default({}),
    join: z.enum(['all', 'each', 'any']).default('all'),
    split: z.enum(['all', 'first']).default('all'),
    retry: retrySchema.optional(),
    timeout: durationSchema.optional(),
    onError: z.enum(['fail', 'continue']).default('fail'),
    position: z
      .strictObject({ x: z.number(), y: z.number() })
      .optional()
      .meta({ description: 'Where the designer draws the task; no meaning to the engine.' }),
  })
  .meta({ id: 'Task' });

export const transitionSchema = z
  .strictObject({
    from: identifierSchema,
    to: identifierSchema,
    on: z.union([outcomeSchema, z.array(outcomeSchema).min(1)]).optional(),
    when: z.string().min(1).max(10_000).optional().meta({ widget: 'expression' }),
    otherwise: z.literal(true).optional(),
  })
  .meta({ id: 'Transition' });

export const settingsSchema = z
  .strictObject({
    timeout: durationSchema.optional(),
    timezone: z.string().max(64).optional(),
  })
  .meta({ id: 'WorkflowSettings' });

export const definitionSchema = z
  .strictObject({
    schemaVersion: z.literal(1).default(1),
    input: jsonSchemaSchema.optional().meta({ description: 'JSON Schema of the input of a run.' }),
    tasks: z.array(taskSchema).max(2000),
    transitions: z.array(transitionSchema).max(10_000).default([]),
    output: z.record(z.string(), z.unknown()).optional(),
    vars: z.record(z.string(), z.unknown()).optional(),
    settings: settingsSchema.optional(),
  })
  .meta({ id: 'Definition' });

export type Definition = z.output<typeof definitionSchema>;
export type DefinitionInput = z.input<typeof definitionSchema>;
export type Task = Definition['tasks'][number];
export type Transition = Definition['transitions'][number];
export type RetryPolicy = z.output<typeof retrySchema>;

/** A draft may be anything that has the outer shape; validation says what is wrong inside. */
export const draftDefinitionSchema = z
  .looseObject({ tasks: z.array(z.unknown()).default([]), transitions: z.array(z.unknown()).default([]) })
  .meta({ id: 'DraftDefinition' });
export type DraftDefinition = z.output<typeof draftDefinitionSchema>;

/** JSON Schema (draft 2020-12) of the format, as served at `/api/definition-schema.json`. */
export function definitionJsonSchema(): Record<string, unknown> {
  return {
    $id: 'https://innoflow.dev/schemas/definition-1.json',
    title: 'InnoFlow workflow definition',
    ...z.toJSONSchema(definitionSchema, { io: 'input' }),
  };
}
