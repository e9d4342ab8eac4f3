'use client';
import dynamic from 'next/dynamic';
import { Sheet } from '@/components/ui/sheet.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import { isNothing, nothingSelected } from '../model/selection.ts';
import { useDesigner, useDesignerState } from '../session/designer-context.ts';
import type { DesignerState } from '../session/designer-store.ts';
import { ConflictBanner } from './conflict-banner.tsx';
import { DesignerBar } from './designer-bar.tsx';
import { Drawer } from './drawer.tsx';
import { SidePanel } from './side-panel.tsx';
import { useNarrow } from './use-narrow.ts';

// the canvas measures the window: it has nothing to say on the server
const DesignerCanvas = dynamic(
  () => import('../canvas/designer-canvas.tsx').then((module) => module.DesignerCanvas),
  { ssr: false },
);

const selectSelection = (state: DesignerState) => state.selection;
const selectInspectorOpen = (state: DesignerState) => state.inspectorOpen;

export function DesignerLayout() {
  const { store } = useDesigner();
  const narrow = useNarrow();
  const selection = useDesignerState(selectSelection);
  const open = useDesignerState(selectInspectorOpen);
  const sheetOpen = !isNothing(selection) || open;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <DesignerBar />
      <ConflictBanner />
      <div className="flex min-h-0 flex-1">
        <div className="flex min-w-0 flex-1 flex-col">
          <div className="min-h-0 flex-1">
            <DesignerCanvas />
          </div>
          <Drawer />
        </div>
        {narrow ? (
          <Sheet
            side="bottom"
            title="Settings"
            open={sheetOpen}
            onOpenChange={(next) => {
              if (next) return;
              store.select(nothingSelected);
              store.setState({ inspectorOpen: false });
            }}
          >
            <Inspector />
          </Sheet>
        ) : (
          <SidePanel>
            <Inspector />
          </SidePanel>
        )}
      </div>
    </div>
  );
}
