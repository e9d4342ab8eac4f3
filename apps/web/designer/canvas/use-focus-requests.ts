import { useReactFlow } from '@xyflow/react';
import { useEffect, useEffectEvent } from 'react';
import { useDesigner, useDesignerState } from '../session/designer-context.ts';
import type { DesignerState } from '../session/designer-store.ts';

const selectFocus = (state: DesignerState) => state.focus;

/** Centres the tasks that somebody asked to see, e.g. by a click in the list of problems. */
export function useFocusRequests(): void {
  const { store } = useDesigner();
  const focus = useDesignerState(selectFocus);
  const { fitView, getZoom } = useReactFlow();
  const show = useEffectEvent((tasks: readonly string[]) => {
    const known = tasks.filter((id) => store.getState().view.taskById.has(id));
    if (known.length === 0) return;
    const maxZoom = Math.max(0.8, Math.min(1.2, getZoom()));
    void fitView({ nodes: known.map((id) => ({ id })), duration: 150, maxZoom, padding: 0.3 });
  });
  useEffect(() => {
    if (focus) show(focus.tasks);
  }, [focus]);
}
