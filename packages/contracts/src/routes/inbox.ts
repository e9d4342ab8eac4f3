import { z } from 'zod';
import {
  completeHumanTaskSchema,
  humanTaskDetailSchema,
  humanTaskSchema,
  humanTaskStatuses,
} from '../human-task.ts';
import { pageOf, pageQuerySchema } from '../pagination.ts';
import { defineRoute } from '../route.ts';
import { idParams } from './ids.ts';

const tag = 'Inbox';

export const inboxRoutes = {
  list: defineRoute({
    method: 'GET',
    path: '/api/inbox/',
    access: { permission: 'inbox.use' },
    summary: 'Human tasks that the caller may decide, oldest first',
    tag,
    query: pageQuerySchema.extend({ status: z.enum(humanTaskStatuses).default('open') }),
    responses: { 200: pageOf(humanTaskSchema) },
  }),
  get: defineRoute({
    method: 'GET',
    path: '/api/human-tasks/:id/',
    access: { permission: 'inbox.use' },
    summary: 'A human task with what led to it',
    tag,
    params: idParams,
    responses: { 200: humanTaskDetailSchema },
    errors: ['not_found'],
  }),
  complete: defineRoute({
    method: 'POST',
    path: '/api/human-tasks/:id/complete/',
    access: { permission: 'inbox.use' },
    summary: 'Decide a human task; answered once the decision is committed',
    tag,
    params: idParams,
    body: completeHumanTaskSchema,
    responses: { 200: humanTaskSchema },
    errors: ['not_found', 'human_task_closed', 'human_task_claimed', 'outcome_invalid', 'form_invalid'],
  }),
  claim: defineRoute({
    method: 'POST',
    path: '/api/human-tasks/:id/claim/',
    access: { permission: 'inbox.use' },
    summary: 'Take a human task; only the claimer decides it then. "release" gives it back',
    tag,
    params: idParams,
    body: z.strictObject({ release: z.boolean().default(false) }).optional(),
    responses: { 200: humanTaskSchema },
    errors: ['not_found', 'human_task_closed', 'human_task_claimed'],
  }),
  delegate: defineRoute({
    method: 'POST',
    path: '/api/human-tasks/:id/delegate/',
    access: { permission: 'inbox.use' },
    summary: 'Hand a human task to others: "user:<email or id>" or "role:<role>"',
    tag,
    params: idParams,
    body: z.strictObject({ assignees: z.array(z.string().min(1)).min(1).max(50) }),
    responses: { 200: humanTaskSchema },
    errors: ['not_found', 'human_task_closed', 'validation_failed'],
  }),
};
