import { z } from 'zod';
import { humanTaskSchema } from './human-task.ts';
import { runSummarySchema, taskRunSchema } from './run.ts';

/**
 * Live updates over `/ws`. Topics: `run:<id>`, `workflow:<id>`, `runs`, `inbox`, `analytics`.
 * Each message about a topic carries `seq`, which grows within the topic; a client that reconnects sends the last
 * one it saw as `since` and gets what it missed, or `reset: true` when that is no longer kept: then it reads the
 * state over REST.
 *
 * The connection is the session cookie's, or that of the access token in its `Authorization` header or in a message
 * `{ token }`, which has to come within ten seconds; a further one renews it before it expires.
 */
export const topicSchema = z.union([
  z.templateLiteral(['run:', z.uuid()]),
  z.templateLiteral(['workflow:', z.uuid()]),
  z.enum(['runs', 'inbox', 'analytics']),
]);
export type Topic = z.output<typeof topicSchema>;

export const clientMessageSchema = z.union([
  z.strictObject({ subscribe: z.string().max(100), since: z.number().int().min(0).optional() }),
  z.strictObject({ unsubscribe: z.string().max(100) }),
  z.strictObject({ ping: z.number() }),
  z.strictObject({ token: z.string().max(5000) }),
]);
export type ClientMessage = z.output<typeof clientMessageSchema>;

export const liveEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run.updated'), run: runSummarySchema }),
  z.object({ type: z.literal('taskRun.updated'), taskRun: taskRunSchema }),
  z.object({ type: z.literal('humanTask.updated'), humanTask: humanTaskSchema }),
  z.object({ type: z.literal('workflow.updated'), workflowId: z.string() }),
]);
export type LiveEvent = z.output<typeof liveEventSchema>;

export type ServerMessage =
  | { subscribed: string; seq: number; reset: boolean }
  | { unsubscribed: string }
  | { topic: string; seq: number; event: LiveEvent }
  | { pong: number }
  | { error: { code: string; title: string; detail: string; topic?: string } };
