/** Definitions that tests start from. */

/** Finishes at once; its output is the input's `name`. */
export const greeting = {
  input: {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string' }, age: { type: 'integer', minimum: 0 } },
  },
  tasks: [{ id: 'greet', type: 'set', config: { values: { text: 'Hello {{ input.name }}' } } }],
  transitions: [],
  output: { text: '{{ tasks.greet.output.text }}' },
};

/** Does nothing and finishes. */
export const nothing = { tasks: [{ id: 'a', type: 'set', config: { values: {} } }], transitions: [] };

/** Waits for the event `paid`, then finishes with its payload. */
export const waiting = {
  tasks: [{ id: 'wait', type: 'wait.event', config: { name: 'paid' } }],
  transitions: [],
  output: { paid: '{{ tasks.wait.output }}' },
};

/** Waits for somebody to approve. */
export function approvalBy(assignees: string[], form?: object) {
  return {
    tasks: [
      { id: 'before', type: 'set', config: { values: { n: 1 } } },
      { id: 'review', type: 'approval', config: { title: 'Look at this', assignees, ...(form && { form }) } },
    ],
    transitions: [{ from: 'before', to: 'review' }],
    output: { outcome: '{{ tasks.review.outcome }}' },
  };
}
