import type { TaskTypeDescriptor } from '@innoflow/contracts';

export type Family = TaskTypeDescriptor['family'];

/** Words and colours of the families; whole class names, because Tailwind finds them by reading the sources. */
export const families: Readonly<Record<Family, { label: string; tile: string }>> = {
  logic: { label: 'Logic', tile: 'bg-family-logic/12 text-family-logic' },
  flow: { label: 'Flow', tile: 'bg-family-flow/14 text-family-flow' },
  integration: { label: 'Services', tile: 'bg-family-integration/12 text-family-integration' },
  people: { label: 'People', tile: 'bg-family-people/12 text-family-people' },
  time: { label: 'Time', tile: 'bg-family-time/14 text-family-time' },
  data: { label: 'Data', tile: 'bg-family-data/12 text-family-data' },
};

export const familyOrder = [
  'integration',
  'people',
  'logic',
  'data',
  'time',
  'flow',
] as const satisfies readonly Family[];
