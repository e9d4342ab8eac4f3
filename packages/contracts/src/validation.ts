import { z } from 'zod';
import { type ProblemCode, problemCodes } from './problem-codes.ts';

/** One finding of validation, with its place and what to do (DESIGN.md section 4). */
export const definitionProblemSchema = z
  .object({
    severity: z.enum(['error', 'warning']),
    code: z.enum(Object.keys(problemCodes) as [ProblemCode, ...ProblemCode[]]), // Object.keys widens to string
    taskId: z.string().optional(),
    transition: z.int().optional().meta({ description: 'Index in definition.transitions.' }),
    field: z
      .string()
      .optional()
      .meta({ description: 'Path in the task, transition or definition, e.g. config.url.' }),
    message: z.string(),
    suggestion: z.string(),
  })
  .meta({ id: 'DefinitionProblem' });
export type DefinitionProblem = z.output<typeof definitionProblemSchema>;

export const validationResultSchema = z
  .object({ valid: z.boolean(), problems: z.array(definitionProblemSchema) })
  .meta({ id: 'ValidationResult' });
export type ValidationResult = z.output<typeof validationResultSchema>;
