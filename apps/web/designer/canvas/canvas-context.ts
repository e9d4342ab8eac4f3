import { createContext, useContext } from 'react';

/** What cards and lines may ask of the canvas around them. */
export type CanvasActions = {
  /** A port was clicked: choose a task to connect it to. */
  openPort(task: string, outcome: string): void;
  selectTransition(index: number): void;
};

const nothing: CanvasActions = { openPort: () => {}, selectTransition: () => {} };

export const CanvasContext = createContext<CanvasActions>(nothing);

export function useCanvasActions(): CanvasActions {
  return useContext(CanvasContext);
}
