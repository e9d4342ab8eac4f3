import { createHmac } from 'node:crypto';
import type { DefinitionInput } from '@innoflow/contracts';
import examples from '@octokit/webhooks-examples' with { type: 'json' };
import { z } from 'zod';

/** Webhook → switch on the label → ticket over HTTP → approval → e-mail. */
export function incidentIntake(ticketUrl: string): DefinitionInput {
  return {
    schemaVersion: 1,
    tasks: [
      {
        id: 'by_label',
        type: 'switch',
        name: 'By label',
        config: { cases: [{ when: 'input.label.name = "bug"', outcome: 'bug' }] },
      },
      {
        id: 'open_ticket',
        type: 'http.request',
        name: 'Open ticket',
        config: {
          method: 'POST',
          url: `${ticketUrl}/tickets`,
          body: { title: '{{ input.issue.title }}', link: '{{ input.issue.html_url }}', run: '{{ run.id }}' },
        },
        retry: { maxAttempts: 5, initialDelay: '200ms', backoff: 2, maxDelay: '2s', jitter: true },
        timeout: '20s',
      },
      {
        id: 'confirm',
        type: 'approval',
        name: 'Confirm incident',
        config: { title: 'Is "{{ input.issue.title }}" an incident?', assignees: [], dueIn: '4h' },
      },
      {
        id: 'tell_team',
        type: 'email.send',
        name: 'Tell the team',
        config: {
          to: 'team@example.com',
          subject: 'Incident: {{ input.issue.title }}',
          text: 'Ticket {{ tasks.open_ticket.output.body.id }} of run {{ run.id }}',
        },
        retry: { maxAttempts: 5, initialDelay: '200ms', backoff: 2, maxDelay: '2s', jitter: true },
      },
    ],
    transitions: [
      { from: 'by_label', to: 'open_ticket', on: 'bug' },
      { from: 'open_ticket', to: 'confirm' },
      { from: 'confirm', to: 'tell_team', on: 'approved' },
    ],
  };
}

const eventsSchema = z.array(z.object({ name: z.string(), examples: z.array(z.unknown()) }));
const labeledSchema = z.looseObject({
  action: z.literal('labeled'),
  label: z.looseObject({ name: z.string() }),
  issue: z.looseObject({ title: z.string(), html_url: z.string() }),
});

/** GitHub's `issues` event with action `labeled`, as its own documentation has it; the label is `bug`. */
export function labeledIssue(): z.output<typeof labeledSchema> {
  const issues = eventsSchema.parse(examples).find((event) => event.name === 'issues')?.examples ?? [];
  return labeledSchema.parse(issues.find((example) => labeledSchema.safeParse(example).success));
}

/** The headers with which GitHub delivers a body; signed when there is a secret. */
export function githubHeaders(body: string, secret?: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/044aadd',
    'x-github-event': 'issues',
    'x-github-delivery': crypto.randomUUID(),
    ...(secret === undefined
      ? {}
      : { 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` }),
  };
}
