import { z } from 'zod';
import { defineRoute } from '../route.ts';
import { createTriggerSchema, triggerSchema, updateTriggerSchema } from '../trigger.ts';
import { idParams } from './ids.ts';

const tag = 'Triggers';

export const triggerRoutes = {
  list: defineRoute({
    method: 'GET',
    path: '/api/workflows/:id/triggers/',
    access: { permission: 'trigger.view' },
    summary: 'The triggers of a workflow',
    tag,
    params: idParams,
    responses: { 200: z.object({ items: z.array(triggerSchema), nextCursor: z.null() }) },
    errors: ['not_found'],
  }),
  create: defineRoute({
    method: 'POST',
    path: '/api/workflows/:id/triggers/',
    access: { permission: 'trigger.edit' },
    summary: 'Add a webhook or a schedule',
    tag,
    params: idParams,
    body: createTriggerSchema,
    responses: { 201: triggerSchema },
    errors: ['not_found', 'trigger_invalid', 'webhook_path_taken'],
    idempotent: true,
  }),
  update: defineRoute({
    method: 'PATCH',
    path: '/api/triggers/:id/',
    access: { permission: 'trigger.edit' },
    summary: 'Change or switch a trigger',
    tag,
    params: idParams,
    body: updateTriggerSchema,
    responses: { 200: triggerSchema },
    errors: ['not_found', 'trigger_invalid', 'webhook_path_taken'],
  }),
  remove: defineRoute({
    method: 'DELETE',
    path: '/api/triggers/:id/',
    access: { permission: 'trigger.edit' },
    summary: 'Remove a trigger',
    tag,
    params: idParams,
    responses: { 204: null },
    errors: ['not_found'],
  }),
};
