import { z } from 'zod';
import { durationSchema } from '../definition.ts';
import { pageOf, pageQuerySchema } from '../pagination.ts';
import { defineRoute } from '../route.ts';
import {
  createRunSchema,
  createSignalSchema,
  rerunSchema,
  runSchema,
  runStatuses,
  runStatusSchema,
  runSummarySchema,
  signalSchema,
  taskRunSchema,
} from '../run.ts';
import { idParams } from './ids.ts';

const tag = 'Runs';
const accepted = z.object({ id: z.string(), status: runStatusSchema });
const statusList = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(runStatuses)));

export const runRoutes = {
  create: defineRoute({
    method: 'POST',
    path: '/api/workflows/:id/runs/',
    access: { permission: 'run.start' },
    summary:
      'Start a run; 202 once it is committed, with ?wait=10s 200 with the finished run when it ends in time',
    tag,
    params: idParams,
    query: z.object({ wait: durationSchema.optional() }),
    body: createRunSchema.optional(),
    responses: { 200: runSchema, 202: accepted },
    errors: ['not_found', 'workflow_not_published', 'input_invalid', 'payload_too_large'],
    idempotent: true,
  }),
  list: defineRoute({
    method: 'GET',
    path: '/api/runs/',
    access: { permission: 'run.view' },
    summary: 'Runs, newest first',
    tag,
    query: pageQuerySchema.extend({
      workflow: z.string().max(100).optional(),
      status: statusList.optional().meta({ description: 'One status or several, joined by commas.' }),
    }),
    responses: { 200: pageOf(runSummarySchema) },
  }),
  counts: defineRoute({
    method: 'GET',
    path: '/api/runs/counts/',
    access: { permission: 'run.view' },
    summary: 'How many runs are active now, and how the runs of the last 24 hours ended',
    tag,
    responses: {
      200: z.object({
        active: z.object({ queued: z.int(), running: z.int(), waiting: z.int() }),
        last24Hours: z.object({ succeeded: z.int(), failed: z.int(), cancelled: z.int() }),
      }),
    },
  }),
  get: defineRoute({
    method: 'GET',
    path: '/api/runs/:id/',
    access: { permission: 'run.view' },
    summary: 'A run',
    tag,
    params: idParams,
    responses: { 200: runSchema },
    errors: ['not_found'],
  }),
  tasks: defineRoute({
    method: 'GET',
    path: '/api/runs/:id/tasks/',
    access: { permission: 'run.view' },
    summary: 'The task runs of a run, in the order they started',
    tag,
    params: idParams,
    query: pageQuerySchema.extend({ limit: z.coerce.number().int().min(1).max(1000).default(500) }),
    responses: { 200: pageOf(taskRunSchema) },
    errors: ['not_found'],
  }),
  cancel: defineRoute({
    method: 'POST',
    path: '/api/runs/:id/cancel/',
    access: { permission: 'run.control' },
    summary: 'Cancel a run',
    tag,
    params: idParams,
    responses: { 202: accepted },
    errors: ['not_found', 'run_finished'],
  }),
  rerun: defineRoute({
    method: 'POST',
    path: '/api/runs/:id/rerun/',
    access: { permission: 'run.start' },
    summary: 'Start a new run with the input of this one, or with another input or version',
    tag,
    params: idParams,
    body: rerunSchema.optional(),
    responses: { 202: accepted },
    errors: ['not_found', 'input_invalid', 'workflow_not_published'],
    idempotent: true,
  }),
  signal: defineRoute({
    method: 'POST',
    path: '/api/runs/:id/signals/',
    access: { permission: 'run.control' },
    summary: 'Send an event to a run; kept if it comes before the wait',
    tag,
    params: idParams,
    body: createSignalSchema,
    responses: { 202: signalSchema },
    errors: ['not_found', 'run_finished'],
    idempotent: true,
  }),
};
