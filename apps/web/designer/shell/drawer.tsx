'use client';
import { X } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs.tsx';
import { useDesigner, useDesignerFacts, useDesignerState } from '../session/designer-context.ts';
import type { DesignerState, DrawerTab } from '../session/designer-store.ts';
import { CodePanel } from './code-panel.tsx';
import { ProblemList } from './problem-list.tsx';
import { VersionsPanel } from './versions-panel.tsx';

const selectDrawer = (state: DesignerState) => state.drawer;
const tabs: readonly { value: DrawerTab; label: string }[] = [
  { value: 'problems', label: 'Problems' },
  { value: 'code', label: 'Code' },
  { value: 'versions', label: 'Versions' },
];

/** What comes up from the bottom of the designer. */
export function Drawer() {
  const { store } = useDesigner();
  const { problems } = useDesignerFacts();
  const tab = useDesignerState(selectDrawer);
  if (!tab) return null;
  return (
    <section
      aria-label="Drawer"
      data-own-keys
      className="flex h-80 max-h-[55%] shrink-0 flex-col border-line border-t bg-surface"
    >
      <Tabs
        value={tab}
        onValueChange={(next) => store.openDrawer(tabs.find(({ value }) => value === next)?.value)}
        className="flex min-h-0 flex-1 flex-col"
      >
        <div className="flex items-center border-line border-b pr-1.5 pl-4">
          <TabsList className="flex-1 border-b-0">
            {tabs.map(({ value, label }) => (
              <TabsTrigger key={value} value={value}>
                {label}
                {value === 'problems' && problems.all.length > 0 ? (
                  <span className="tabular text-sm text-subtle">{problems.all.length}</span>
                ) : null}
              </TabsTrigger>
            ))}
          </TabsList>
          <IconButton label="Close the drawer" size="sm" onClick={() => store.openDrawer(undefined)}>
            <X aria-hidden="true" />
          </IconButton>
        </div>
        <TabsContent value="problems" className="min-h-0 flex-1 overflow-y-auto p-2">
          <ProblemList />
        </TabsContent>
        <TabsContent value="code" className="flex min-h-0 flex-1 flex-col">
          <CodePanel />
        </TabsContent>
        <TabsContent value="versions" className="min-h-0 flex-1 overflow-y-auto">
          <VersionsPanel />
        </TabsContent>
      </Tabs>
    </section>
  );
}
