import type { Catalog } from './catalog.ts';
import type { DraftView } from './draft-view.ts';
import { isRecord } from './json.ts';
import { taskTitle } from './words.ts';

/** A value that an expression can use, as its path. */
export type ValueReference = { readonly path: string; readonly label: string };
export type ValueGroup = { readonly label: string; readonly values: readonly ValueReference[] };

/** The tasks that can have run before a task, nearest first. */
export function tasksBefore(view: DraftView, id: string): string[] {
  const sources = new Map<string, string[]>();
  for (const { from, to } of view.transitions.values()) sources.set(to, [...(sources.get(to) ?? []), from]);
  const found = new Set<string>();
  const queue = [...(sources.get(id) ?? [])];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (next === id || found.has(next)) continue;
    found.add(next);
    queue.push(...(sources.get(next) ?? []));
  }
  return [...found];
}

/** What an expression at a task can use: the input, earlier tasks, the trigger, credentials. */
export function valuesFor(
  view: DraftView,
  catalog: Catalog,
  taskId: string,
  inputSchema: unknown,
  options: { including?: boolean; secrets?: readonly string[] } = {},
): ValueGroup[] {
  const before = tasksBefore(view, taskId);
  const tasks = options.including ? [taskId, ...before] : before;
  const groups: ValueGroup[] = [
    { label: 'Input', values: [{ path: 'input', label: 'The whole input' }, ...inputFields(inputSchema)] },
    ...tasks.map((id): ValueGroup => {
      const task = view.taskById.get(id);
      const outputs: ValueReference[] = [
        { path: `tasks.${id}.output`, label: 'Output' },
        ...(knownOutputs[task?.type ?? ''] ?? []).map((name) => ({
          path: `tasks.${id}.output.${name}`,
          label: name,
        })),
        { path: `tasks.${id}.outcome`, label: 'Outcome' },
      ];
      return { label: task ? taskTitle(task, catalog.get(task.type)) : id, values: outputs };
    }),
    {
      label: 'Run',
      values: [
        { path: 'trigger', label: 'What started it' },
        { path: 'run.id', label: 'Id of the run' },
        { path: '$now()', label: 'The time now' },
      ],
    },
    {
      label: 'Credentials',
      values: (options.secrets ?? []).map((name) => ({ path: `secrets.${name}`, label: name })),
    },
  ];
  return groups.filter((group) => group.values.length > 0);
}

function inputFields(schema: unknown): ValueReference[] {
  if (!isRecord(schema) || !isRecord(schema.properties)) return [];
  return Object.entries(schema.properties).map(([name, property]) => ({
    path: /^[A-Za-z_]\w*$/.test(name) ? `input.${name}` : `input.\`${name}\``,
    label: isRecord(property) && typeof property.title === 'string' ? property.title : name,
  }));
}

/** Members of the output that DESIGN.md section 4 promises for the common types. */
const knownOutputs: Readonly<Record<string, readonly string[]>> = {
  'http.request': ['status', 'body', 'headers'],
  approval: ['values', 'comment', 'decidedBy'],
  'email.send': ['messageId'],
  delay: ['wokeAt'],
};
