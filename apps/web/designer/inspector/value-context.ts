import { createContext, useContext, useMemo } from 'react';
import { type ValueGroup, valuesFor } from '../model/values.ts';
import { useDesigner, useDesignerFacts, useDesignerState } from '../session/designer-context.ts';
import type { DesignerState } from '../session/designer-store.ts';

/** Where the form that is shown stands: at a task, or behind one (on its transitions). */
type ValuePlace = { readonly task: string; readonly behind: boolean };

export const ValuePlaceContext = createContext<ValuePlace | undefined>(undefined);

const selectView = (state: DesignerState) => state.view;
const selectInput = (state: DesignerState) => state.history.present.input;
const none: readonly ValueGroup[] = [];

/** The values that the fields of this form can use. */
export function useValues(): readonly ValueGroup[] {
  const place = useContext(ValuePlaceContext);
  const { catalog } = useDesigner();
  const { secrets } = useDesignerFacts();
  const view = useDesignerState(selectView);
  const input = useDesignerState(selectInput);
  return useMemo(() => {
    if (!place) return none;
    // secrets may be read in configs alone
    const options = place.behind ? { including: true } : { secrets };
    return valuesFor(view, catalog, place.task, input, options);
  }, [place, view, catalog, input, secrets]);
}
