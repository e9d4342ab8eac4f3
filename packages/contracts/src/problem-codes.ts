/**
 * What validation of a definition can find. `error` problems block publishing, `warning` problems do not.
 * A code is never reused for another meaning.
 */
export const problemCodes = {
  shape_invalid: { severity: 'error', help: 'The document does not have the shape of the workflow format.' },
  unknown_field: { severity: 'error', help: 'Remove the field, or mind its spelling.' },
  no_tasks: { severity: 'error', help: 'Add at least one task.' },
  duplicate_task_id: { severity: 'error', help: 'Give each task an id of its own.' },
  unknown_task_type: { severity: 'error', help: 'Use one of the types listed at /api/task-types/.' },
  config_invalid: { severity: 'error', help: 'Correct the named field of the task.' },
  transition_dangling: {
    severity: 'error',
    help: 'Connect the transition to a task that exists, or remove it.',
  },
  transition_duplicate: { severity: 'error', help: 'Remove one of the equal transitions.' },
  outcome_required: { severity: 'error', help: 'Say with "on" which outcome the transition follows.' },
  outcome_unknown: { severity: 'error', help: 'Use one of the outcomes that the task can have.' },
  outcome_unhandled: {
    severity: 'warning',
    help: 'Add a transition for the outcome, or accept that the path ends there.',
  },
  otherwise_with_condition: { severity: 'error', help: 'Use either "otherwise" or "when".' },
  otherwise_duplicate: { severity: 'error', help: 'Keep one "otherwise" for each outcome.' },
  start_missing: {
    severity: 'error',
    help: 'Leave at least one task without incoming transitions; runs start there.',
  },
  task_unreachable: { severity: 'error', help: 'Connect the task, or remove it.' },
  join_never_starts: {
    severity: 'error',
    help: 'Let one of the incoming branches come from outside the loop, or use join "any".',
  },
  loop_without_exit: { severity: 'error', help: 'Give the loop a transition that leaves it.' },
  end_with_transitions: {
    severity: 'error',
    help: 'Nothing follows an end task: remove its outgoing transitions.',
  },
  retry_without_effect: {
    severity: 'warning',
    help: 'This type of task does not fail in a way that a retry could mend.',
  },
  expression_invalid: { severity: 'error', help: 'Correct the JSONata expression.' },
  expression_unknown_name: {
    severity: 'error',
    help: 'Use input, trigger, tasks, previous, vars, run, workflow or secrets.',
  },
  expression_unknown_task: { severity: 'error', help: 'Name a task of this workflow.' },
  expression_task_not_before: {
    severity: 'error',
    help: 'Use only tasks that can have run before this one.',
  },
  secret_outside_config: { severity: 'error', help: 'Use secrets only in the config of a task.' },
  credential_missing: { severity: 'error', help: 'Create the credential, or correct its name.' },
  input_schema_invalid: { severity: 'error', help: 'Correct the JSON Schema of the input.' },
  timezone_unknown: { severity: 'error', help: 'Use an IANA time zone such as Europe/Berlin.' },
} as const satisfies Record<string, { severity: 'error' | 'warning'; help: string }>;

export type ProblemCode = keyof typeof problemCodes;
