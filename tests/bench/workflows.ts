import type { DefinitionInput } from '@innoflow/contracts';

/** What every request of the benchmarks carries. */
export const order = {
  id: 'order-1042',
  customer: { name: 'Ada Lovelace', email: 'ada@example.com' },
  amount: 129.5,
  currency: 'EUR',
  items: [
    { sku: 'A-100', count: 2, price: 39.75 },
    { sku: 'B-200', count: 1, price: 50 },
  ],
};

const fields = {
  id: 'fields',
  type: 'set',
  config: {
    values: {
      order: '{{ input.id }}',
      customer: '{{ input.customer.name }}',
      amount: '{{ input.amount }}',
    },
  },
};

/** Set three fields from the body → condition → respond. */
export const answering: DefinitionInput = {
  tasks: [
    fields,
    { id: 'large', type: 'condition', config: { if: 'tasks.fields.output.amount > 100' } },
    {
      id: 'review',
      type: 'webhook.respond',
      config: { status: 200, body: { accepted: true, review: true, order: '{{ tasks.fields.output }}' } },
    },
    {
      id: 'accept',
      type: 'webhook.respond',
      config: { status: 200, body: { accepted: true, review: false, order: '{{ tasks.fields.output }}' } },
    },
  ],
  transitions: [
    { from: 'fields', to: 'large' },
    { from: 'large', to: 'review', on: 'true' },
    { from: 'large', to: 'accept', on: 'false' },
  ],
};

/** A call of another service between two pure tasks. */
export function calling(url: string): DefinitionInput {
  return {
    tasks: [
      fields,
      {
        id: 'call',
        type: 'http.request',
        config: { method: 'POST', url, body: '{{ tasks.fields.output }}' },
      },
      { id: 'done', type: 'set', config: { values: { echo: '{{ tasks.call.output.body.order }}' } } },
    ],
    transitions: [
      { from: 'fields', to: 'call' },
      { from: 'call', to: 'done' },
    ],
  };
}

/** `set` tasks in a row, each with a value of the one before. */
export function chain(length: number): DefinitionInput {
  const tasks = Array.from({ length }, (_, index) => ({
    id: `step${index}`,
    type: 'set',
    config: { values: { count: index === 0 ? 1 : `{{ tasks.step${index - 1}.output.count + 1 }}` } },
  }));
  return {
    tasks,
    transitions: tasks.slice(1).map(({ id }, index) => ({ from: `step${index}`, to: id })),
    output: { count: `{{ tasks.step${length - 1}.output.count }}` },
  };
}

/** Waits for a person. */
export const parking: DefinitionInput = {
  tasks: [fields, { id: 'review', type: 'approval', config: { title: 'Accept {{ input.id }}?' } }],
  transitions: [{ from: 'fields', to: 'review' }],
};
