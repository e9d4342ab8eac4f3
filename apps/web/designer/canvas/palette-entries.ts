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

/** The entries that match all words of a search, by family; a search that matches nothing gives no groups. */
export function paletteGroups(catalog: Catalog, search: string, withTriggers: boolean): PaletteGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (entry: PaletteEntry) => {
    const type = entry.kind === 'task' ? entry.descriptor.type : entry.trigger;
    const text = `${entry.title} ${entry.help} ${type}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const groups = familyOrder.map((family) => ({
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
  return [...(withTriggers ? [{ label: 'Triggers', entries: triggers }] : []), ...groups]
    .map(({ label, entries }) => ({ label, entries: entries.filter(matches) }))
    .filter((group) => group.entries.length > 0);
}
