import type { Definition, DefinitionInput } from '@innoflow/contracts';

export type Starter = {
  name: string;
  help: string;
  definition: DefinitionInput & { transitions: Definition['transitions'] };
};

/** Small workflows that run as they are, for somebody who has none yet. */
export const starters: readonly Starter[] = [
  {
    name: 'Expense approval',
    help: 'Small amounts pass by themselves, large ones wait for a person.',
    definition: {
      schemaVersion: 1,
      input: {
        type: 'object',
        required: ['amount', 'purpose'],
        properties: {
          amount: { type: 'number', title: 'Amount', minimum: 0, description: 'In your currency.' },
          purpose: { type: 'string', title: 'Purpose' },
        },
      },
      tasks: [
        {
          id: 'check',
          type: 'condition',
          name: 'Over the limit?',
          config: { if: 'input.amount > 100' },
          position: { x: 0, y: 120 },
        },
        {
          id: 'review',
          type: 'approval',
          name: 'Ask a manager',
          config: {
            title: 'Expense of {{ input.amount }}',
            description: '{{ input.purpose }}',
            assignees: ['role:owner'],
            dueIn: '3d',
          },
          position: { x: 340, y: 40 },
        },
        {
          id: 'approve',
          type: 'set',
          name: 'Approved',
          join: 'any',
          config: { values: { decision: 'approved' } },
          position: { x: 680, y: 120 },
        },
        {
          id: 'refuse',
          type: 'set',
          name: 'Refused',
          join: 'any',
          config: { values: { decision: 'refused' } },
          position: { x: 680, y: 0 },
        },
      ],
      transitions: [
        { from: 'check', to: 'review', on: 'true' },
        { from: 'check', to: 'approve', on: 'false' },
        { from: 'review', to: 'approve', on: 'approved' },
        { from: 'review', to: 'refuse', on: ['rejected', 'timeout'] },
      ],
    },
  },
  {
    name: 'Answer a webhook',
    help: 'Takes a request, looks at it and answers at once.',
    definition: {
      schemaVersion: 1,
      tasks: [
        {
          id: 'greet',
          type: 'set',
          name: 'Make a greeting',
          config: { values: { message: '{{ "Hello " & $string(input.name) }}' } },
          position: { x: 0, y: 0 },
        },
        {
          id: 'answer',
          type: 'webhook.respond',
          name: 'Answer',
          config: { status: 200, body: '{{ tasks.greet.output }}' },
          position: { x: 340, y: 0 },
        },
      ],
      transitions: [{ from: 'greet', to: 'answer' }],
    },
  },
  {
    name: 'Remind me later',
    help: 'Waits without holding memory, then puts a question into an inbox.',
    definition: {
      schemaVersion: 1,
      input: {
        type: 'object',
        required: ['what'],
        properties: { what: { type: 'string', title: 'What to remind of' } },
      },
      tasks: [
        { id: 'wait', type: 'delay', name: 'Wait', config: { for: '10s' }, position: { x: 0, y: 0 } },
        {
          id: 'remind',
          type: 'approval',
          name: 'Done yet?',
          config: {
            title: '{{ input.what }}',
            description: 'Approve when it is done.',
            assignees: ['role:owner'],
          },
          position: { x: 340, y: 0 },
        },
      ],
      transitions: [{ from: 'wait', to: 'remind' }],
    },
  },
];
