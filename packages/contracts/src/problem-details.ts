import { z } from 'zod';
import { type ErrorCode, errorRegistry } from './errors.ts';
import { definitionProblemSchema } from './validation.ts';

/** RFC 9457 problem details with our `code`. */
export const problemDetailsSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(errorRegistry) as [ErrorCode, ...ErrorCode[]]), // Object.keys widens to string
    detail: z.string().optional(),
    instance: z.string().optional(),
    requestId: z.string().optional(),
    errors: z
      .array(z.object({ field: z.string(), rule: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Each field that breaks a rule.' }),
    problems: z.array(definitionProblemSchema).optional(),
  })
  .meta({ id: 'ProblemDetails' });
export type ProblemDetails = z.output<typeof problemDetailsSchema>;
