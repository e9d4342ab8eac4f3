import { z } from 'zod';
import { defineRoute } from '../route.ts';

const tag = 'System';

export const systemRoutes = {
  health: defineRoute({
    method: 'GET',
    path: '/healthz',
    access: 'public',
    summary: 'The process answers',
    tag,
    responses: { 200: z.object({ status: z.literal('ok'), version: z.string() }) },
  }),
  ready: defineRoute({
    method: 'GET',
    path: '/readyz',
    access: 'public',
    summary: 'The process can do its work: database, migrations and worker',
    tag,
    responses: {
      200: z.object({ status: z.literal('ready'), checks: z.record(z.string(), z.string()) }),
      503: z.object({ status: z.literal('unready'), checks: z.record(z.string(), z.string()) }),
    },
  }),
};
