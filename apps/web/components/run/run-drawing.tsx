'use client';
import type { TaskRun } from '@innoflow/contracts';
import dynamic from 'next/dynamic';
import { ErrorState } from '@/components/ui/error-state.tsx';

type RunDrawingProps = {
  error: unknown;
  selected: TaskRun | undefined;
  onSelect(taskRun: TaskRun | undefined): void;
};

// the canvas measures the window: it has nothing to say on the server
const View = dynamic(() => import('./run-drawing-view.tsx').then((module) => module.RunDrawingView), {
  ssr: false,
});

/** The drawing of the version that runs, with the run on it. */
export function RunDrawing({ error, selected, onSelect }: RunDrawingProps) {
  if (error) return <ErrorState error={error} />;
  return <View selected={selected} onSelect={onSelect} />;
}
