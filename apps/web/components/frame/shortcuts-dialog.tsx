'use client';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import { useModKey } from '@/hooks/use-mod-key.ts';
import { navEntries } from './nav-entries.ts';

type ShortcutsDialogProps = { open: boolean; onOpenChange(open: boolean): void };

export function ShortcutsDialog({ open, onOpenChange }: ShortcutsDialogProps) {
  const mod = useModKey();
  const groups: readonly { title: string; rows: readonly (readonly [what: string, keys: string])[] }[] = [
    {
      title: 'Anywhere',
      rows: [
        ['Search or jump to', `${mod}K`],
        ['Keyboard shortcuts', '?'],
        ...Object.values(navEntries).map((entry) => [`Go to ${entry.label}`, entry.shortcut] as const),
      ],
    },
    {
      title: 'Lists',
      rows: [
        ['Next row', 'j'],
        ['Previous row', 'k'],
        ['Open', '↵'],
        ['Filter', '/'],
        ['New workflow', 'c'],
      ],
    },
    {
      title: 'Inbox',
      rows: [
        ['Approve', 'a'],
        ['Reject', 'r'],
        ['Claim or release', 'm'],
        ['Undo', 'z'],
      ],
    },
  ];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts" width="lg">
      <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className="group-label mb-1">{group.title}</h3>
            <dl>
              {group.rows.map(([what, keys]) => (
                <div key={what} className="flex h-8 items-center justify-between gap-4 border-line border-b">
                  <dt>{what}</dt>
                  <dd>
                    <Kbd keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
