import type { TaskTypeDescriptor } from '@innoflow/contracts';
import type { TaskView, TransitionView } from './draft-view.ts';
import { isRecord } from './json.ts';
import type { Port } from './ports.ts';
import { outcomesInList } from './task-edits.ts';

/** What is written on cards and lines. */

export function taskTitle(task: TaskView, descriptor: TaskTypeDescriptor | undefined): string {
  return task.name ?? descriptor?.title ?? task.id;
}

/** The descriptor's summary with config fields in place of `{field}`; nested fields as `{a.b}`, lists by their length. */
export function taskSummary(task: TaskView, descriptor: TaskTypeDescriptor | undefined): string {
  if (!descriptor) return `Unknown type ${task.type}`;
  if (descriptor.summary === '') return contentInWords(task, descriptor) || descriptor.help;
  let filled = false;
  const text = descriptor.summary.replace(/\{([\w.[\]]+)\}/g, (_, path: string) => {
    const words = valueInWords(readPath(task.config, path));
    if (words !== '') filled = true;
    return words;
  });
  const holes = descriptor.summary.includes('{');
  const line = text.replace(/\s+/g, ' ').trim();
  return holes && !filled ? descriptor.help : line;
}

/** For types whose config is a list or a table of the person's own words: those words. */
function contentInWords(task: TaskView, descriptor: TaskTypeDescriptor): string {
  if (descriptor.outcomesFrom) {
    const { list, field } = descriptor.outcomesFrom;
    return outcomesInList(task.config[list], field).filter(Boolean).join(', ');
  }
  const table = Object.values(task.config).find(isRecord);
  return table ? Object.keys(table).join(', ') : '';
}

function readPath(config: unknown, path: string): unknown {
  let value = config;
  for (const key of path.split('.')) value = isRecord(value) ? value[key] : undefined;
  return value;
}

function valueInWords(value: unknown): string {
  if (typeof value === 'string') return value.replace(/^https?:\/\//, '');
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) {
    const simple = value.every((item) => typeof item === 'string');
    return simple ? value.join(', ') : `${value.length}`;
  }
  return isRecord(value) ? Object.keys(value).join(', ') : '';
}

/** The pill on a transition: what its port does not say already. Undefined when there is nothing to add. */
export function transitionLabel(transition: TransitionView, port: Port | undefined): string | undefined {
  const several = (transition.on?.length ?? 0) > 1;
  const said = port?.kind === 'labelled' || port?.kind === 'unknown' || port?.kind === 'main';
  const parts = [
    several || !said ? transition.on?.join(' or ') : undefined,
    transition.when,
    transition.otherwise ? 'otherwise' : undefined,
  ];
  return parts.filter(Boolean).join(' · ') || undefined;
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
