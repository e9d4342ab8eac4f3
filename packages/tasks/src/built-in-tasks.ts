import { approval } from './approval/approval.ts';
import { condition } from './condition/condition.ts';
import type { TaskType } from './define-task.ts';
import { delay } from './delay/delay.ts';
import { emailSend } from './email-send/email-send.ts';
import { end } from './end/end.ts';
import { httpRequest } from './http-request/http-request.ts';
import { set } from './set/set.ts';
import { switchTask } from './switch/switch.ts';
import { waitEvent } from './wait-event/wait-event.ts';
import { webhookRespond } from './webhook-respond/webhook-respond.ts';

/** Every task type that comes with the product, in the order of the palette. */
export const builtInTasks: readonly TaskType[] = [
  condition,
  switchTask,
  set,
  httpRequest,
  emailSend,
  webhookRespond,
  approval,
  delay,
  waitEvent,
  end,
];
