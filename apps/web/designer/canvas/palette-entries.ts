import type { TaskTypeDescriptor, Trigger } from '@innoflow/contracts';
import { CalendarClock, type LucideIcon, Webhook } from 'lucide-react';
import type { Catalog } from '../model/catalog.ts';
import { families, familyOrder } from './families.ts';

export type PaletteEntry =
  | {
      readonly kind: 'task';
      readonly descriptor: TaskTypeDescriptor;
      readonly title: string;
      readonly help: string;
    }
  | {
      readonly kind: 'trigger';
      readonly trigger: Trigger['type'];
      readonly icon: LucideIcon;
      readonly title: string;
      readonly help: string;
    };

export type PaletteGroup = { readonly label: string; readonly entries: readonly PaletteEntry[] };

const triggers: readonly PaletteEntry[] = [
  {
    kind: 'trigger',
    trigger: 'webhook',
    icon: Webhook,
    title: 'Webhook',
    help: 'Start when another system calls an address.',
  },
  {
    kind: 'trigger',
    trigger: 'schedule',
    icon: CalendarClock,
    title: 'Schedule',
    help: 'Start at set times.',
  },
];

/** Everything by family; for a search one group of what matches all its words, the best first. */
export function paletteGroups(catalog: Catalog, search: string, withTriggers: boolean): PaletteGroup[] {
  const groups = withTriggers
    ? [{ label: 'Triggers', entries: triggers }, ...taskGroups(catalog)]
    : taskGroups(catalog);
  const asked = search.trim().toLowerCase();
  if (asked === '') return groups.filter((group) => group.entries.length > 0);
  const found = groups
    .flatMap((group) => group.entries)
    .map((entry) => ({ entry, rank: rankOf(entry, asked) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank);
  return found.length === 0 ? [] : [{ label: 'Found', entries: found.map(({ entry }) => entry) }];
}

function taskGroups(catalog: Catalog): PaletteGroup[] {
  return familyOrder.map((family) => ({
    label: families[family].label,
    entries: [...catalog.values()]
      .filter((descriptor) => descriptor.family === family)
      .map(
        (descriptor): PaletteEntry => ({
          kind: 'task',
          descriptor,
          title: descriptor.title,
          help: descriptor.help,
        }),
      ),
  }));
}

/** 3: the title begins so; 2: the title or the type has all words; 1: the help has them; 0: no match. */
function rankOf(entry: PaletteEntry, asked: string): number {
  const words = asked.split(/\s+/);
  const title = entry.title.toLowerCase();
  const name = `${title} ${entry.kind === 'task' ? entry.descriptor.type : entry.trigger}`;
  if (title.startsWith(asked)) return 3;
  if (words.every((word) => name.includes(word))) return 2;
  return words.every((word) => `${name} ${entry.help.toLowerCase()}`.includes(word)) ? 1 : 0;
}
