import type { DefinitionInput } from '@innoflow/contracts';

/**
 * A real example to begin with: a GitHub "issues labeled" webhook becomes a ticket; bugs wait for a manager's approval
 * before the team gets a mail.
 */
export const incidentIntake: DefinitionInput = {
  schemaVersion: 1,
  tasks: [
    {
      id: 'by_label',
      type: 'switch',
      name: 'By label',
      config: {
        cases: [
          { when: 'input.label.name = "bug"', outcome: 'bug' },
          { when: 'input.label.name = "enhancement"', outcome: 'feature' },
        ],
      },
      position: { x: 0, y: 0 },
    },
    {
      id: 'open_ticket',
      type: 'http.request',
      name: 'Open ticket',
      config: {
        method: 'POST',
        url: 'https://tickets.example.com/api/tickets',
        body: {
          title: '{{ input.issue.title }}',
          link: '{{ input.issue.html_url }}',
          repository: '{{ input.repository.full_name }}',
        },
      },
      retry: { maxAttempts: 5, initialDelay: '1s', backoff: 2, maxDelay: '1m', jitter: true },
      timeout: '20s',
      position: { x: 324, y: -40 },
    },
    {
      id: 'confirm',
      type: 'approval',
      name: 'Confirm incident',
      config: {
        title: 'Is "{{ input.issue.title }}" an incident?',
        description: '{{ input.issue.html_url }}',
        assignees: [],
        dueIn: '4h',
      },
      position: { x: 648, y: -40 },
    },
    {
      id: 'tell_team',
      type: 'email.send',
      name: 'Tell the team',
      config: {
        to: 'team@example.com',
        subject: 'Incident: {{ input.issue.title }}',
        text: 'Confirmed by a person. Ticket: {{ tasks.open_ticket.output.body }}',
      },
      position: { x: 972, y: -40 },
    },
  ],
  transitions: [
    { from: 'by_label', to: 'open_ticket', on: 'bug' },
    { from: 'open_ticket', to: 'confirm' },
    { from: 'confirm', to: 'tell_team', on: 'approved' },
  ],
};
