import { z } from 'zod';

export const taskFamilies = ['logic', 'data', 'integration', 'people', 'time', 'flow'] as const;

/**
 * What the designer and validation know of a task type; pure data, served at `/api/task-types/`.
 * `configSchema` is JSON Schema made from the type's zod schema; `widget` in a property says how to edit it:
 * `expression` (a bare JSONata expression), `code`, `duration`, `datetime`, `keyValue`, `multiline`, `assignees`, `schema`, `json`.
 */
export const taskTypeDescriptorSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    help: z.string(),
    icon: z.string().meta({ description: 'Name of a lucide icon.' }),
    family: z.enum(taskFamilies),
    summary: z
      .string()
      .meta({ description: 'One line for the card, e.g. "{method} {url}" with config fields in braces.' }),
    configSchema: z.record(z.string(), z.unknown()),
    outcomes: z.array(z.string()).meta({ description: 'The outcomes that every task of the type can have.' }),
    outcomesFrom: z
      .object({ list: z.string(), field: z.string() })
      .optional()
      .meta({ description: 'Further outcomes: the named field of each entry of the named list in config.' }),
    mainOutcome: z
      .string()
      .nullable()
      .meta({ description: 'Followed by a transition without "on"; null when there is none.' }),
    kind: z.enum(['pure', 'effect', 'wait', 'end']).meta({
      description:
        'pure: no side effect; effect: touches the world; wait: parks the run; end: ends the path.',
    }),
    expressions: z.array(z.string()).meta({
      description:
        'Config fields that are bare expressions, e.g. "if" or "cases[].when"; they are not templates.',
    }),
    expressionNames: z
      .array(z.string())
      .optional()
      .meta({ description: 'Names that those expressions may use besides the usual ones, e.g. "payload".' }),
  })
  .meta({ id: 'TaskType' });
export type TaskTypeDescriptor = z.output<typeof taskTypeDescriptorSchema>;
