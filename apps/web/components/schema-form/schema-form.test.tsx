import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { TooltipProvider } from '@/components/ui/tooltip.tsx';
import { defaultValue, type JsonSchema } from './schema.ts';
import { SchemaForm } from './schema-form.tsx';
import { validateBySchema } from './validate.ts';
import type { WidgetProps } from './widget-props.ts';

afterEach(cleanup);

const schema: JsonSchema = {
  type: 'object',
  required: ['amount', 'email'],
  properties: {
    amount: { type: 'number', title: 'Amount', minimum: 0, description: 'In euros.' },
    email: { type: 'string', format: 'email', title: 'Requester' },
    urgent: { type: 'boolean', title: 'Urgent' },
    note: { type: 'string', widget: 'multiline' },
    costCentre: { type: 'string' },
    address: { type: 'object', required: ['city'], properties: { city: { type: 'string' } } },
    tags: { type: 'array', items: { type: 'string', minLength: 2 } },
    cases: {
      type: 'array',
      items: {
        type: 'object',
        required: ['when'],
        properties: { when: { type: 'string' }, outcome: { type: 'string' } },
      },
    },
  },
};

/** Holds the value and, once asked, the errors, as a page does. */
function Page({
  of,
  start = {},
  onValue,
}: {
  of: JsonSchema;
  start?: unknown;
  onValue(value: unknown): void;
}) {
  const [value, setValue] = useState<unknown>(start);
  const [checked, setChecked] = useState(false);
  return (
    <TooltipProvider>
      <SchemaForm
        schema={of}
        value={value}
        onChange={(next) => {
          setValue(next);
          onValue(next);
        }}
        errors={checked ? validateBySchema(of, value) : undefined}
        widgets={{ expression: Upper }}
      />
      <button type="button" onClick={() => setChecked(true)}>
        Check
      </button>
    </TooltipProvider>
  );
}

function Upper({ value, onChange, control }: WidgetProps) {
  return (
    <input
      {...control}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value.toUpperCase())}
    />
  );
}

function show(of: JsonSchema, start?: unknown) {
  const onValue = vi.fn<(value: unknown) => void>();
  render(<Page of={of} start={start} onValue={onValue} />);
  return { user: userEvent.setup(), last: () => onValue.mock.lastCall?.[0] };
}

test('each kind of property gets a control with its label, and the value keeps the types of the schema', async () => {
  const { user, last } = show(schema);
  await user.type(screen.getByLabelText('Amount'), '12.5');
  await user.type(screen.getByLabelText('Requester'), 'ada@example.com');
  await user.click(screen.getByLabelText('Urgent'));
  await user.type(screen.getByLabelText(/^Note/), 'soon');
  await user.type(screen.getByLabelText(/^Cost centre/), 'R&D');
  await user.type(screen.getByLabelText(/^City/), 'Turin');
  expect(last()).toEqual({
    amount: 12.5,
    email: 'ada@example.com',
    urgent: true,
    note: 'soon',
    costCentre: 'R&D',
    address: { city: 'Turin' },
  });
});

test('a field that is emptied is absent again, and so is a group without members', async () => {
  const { user, last } = show(schema, { amount: 1, address: { city: 'T' } });
  await user.clear(screen.getByLabelText('Amount'));
  await user.clear(screen.getByLabelText(/^City/));
  expect(last()).toEqual({});
});

test('entries of a list are added, moved and removed', async () => {
  const { user, last } = show(schema, { tags: ['one', 'two'] });
  await user.click(screen.getByRole('button', { name: 'Add tag' }));
  await user.type(screen.getByLabelText('Tag 3'), 'three');
  await user.click(screen.getByRole('button', { name: 'Move Tag 3 up' }));
  await user.click(screen.getByRole('button', { name: 'Remove Tag 1' }));
  expect(last()).toEqual({ tags: ['three', 'two'] });
});

test('a list of objects shows a group of fields for each', async () => {
  const { user, last } = show(schema);
  await user.click(screen.getByRole('button', { name: /^Add case/i }));
  await user.type(screen.getByLabelText('When'), 'input.a');
  expect(last()).toEqual({ cases: [{ when: 'input.a' }] });
});

test('errors stand at the fields they are about and are read with them', async () => {
  const { user } = show(schema, { amount: -1, email: 'ada', tags: ['x'], address: {} });
  await user.click(screen.getByRole('button', { name: 'Check' }));
  const amount = screen.getByLabelText('Amount');
  expect(amount.getAttribute('aria-invalid')).toBe('true');
  const described = amount.getAttribute('aria-describedby')?.split(' ') ?? [];
  expect(described.map((id) => document.getElementById(id)?.textContent)).toEqual([
    'Must be at least 0',
    'In euros.',
  ]);
  expect(screen.getByText('Must be an e-mail address, like ada@example.com')).toBeTruthy();
  expect(screen.getByText('Fill this in')).toBeTruthy();
  expect(screen.getByLabelText('Tag 1').getAttribute('aria-invalid')).toBe('true');
});

test('text that is no number is passed on, so that it can be named as wrong', async () => {
  const { user, last } = show(schema);
  await user.type(screen.getByLabelText('Amount'), '12x');
  expect(last()).toEqual({ amount: '12x' });
  await user.click(screen.getByRole('button', { name: 'Check' }));
  expect(screen.getByText('Must be a number')).toBeTruthy();
});

test('a property with a widget of the caller is edited by it', async () => {
  const { user, last } = show({
    type: 'object',
    properties: { when: { type: 'string', widget: 'expression' } },
  });
  await user.type(screen.getByLabelText(/^When/), 'a');
  expect(last()).toEqual({ when: 'A' });
});

test('names and values are edited side by side, and JSON values keep their type', async () => {
  const { user, last } = show({
    type: 'object',
    properties: { headers: { type: 'object', widget: 'keyValue' } },
  });
  await user.click(screen.getByRole('button', { name: /^Headers|Add/ }));
  await user.type(screen.getByLabelText('Headers, name 1'), 'retries');
  await user.type(screen.getByLabelText('Headers, value of retries'), '3');
  expect(last()).toEqual({ headers: { retries: 3 } });
});

test('the first value of a form is made of the defaults alone', () => {
  expect(
    defaultValue({
      type: 'object',
      properties: {
        method: { type: 'string', default: 'GET' },
        url: { type: 'string' },
        retry: { $ref: '#/$defs/Retry' },
      },
      $defs: { Retry: { type: 'object', properties: { max: { type: 'integer', default: 3 } } } },
    }),
  ).toEqual({ method: 'GET', retry: { max: 3 } });
});
