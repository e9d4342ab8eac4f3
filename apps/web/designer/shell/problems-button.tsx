'use client';
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { count } from '../model/words.ts';
import { useDesigner, useDesignerFacts, useDesignerState } from '../session/designer-context.ts';
import type { DesignerState } from '../session/designer-store.ts';

const selectDrawer = (state: DesignerState) => state.drawer;

/** How many problems there are; opens the list. */
export function ProblemsButton() {
  const { store } = useDesigner();
  const { problems } = useDesignerFacts();
  const drawer = useDesignerState(selectDrawer);
  const { errors, warnings } = problems;
  const Icon = errors > 0 ? CircleAlert : warnings > 0 ? TriangleAlert : CircleCheck;
  const label =
    errors > 0 ? count(errors, 'problem') : warnings > 0 ? count(warnings, 'warning') : 'No problems';
  return (
    <Button
      variant="ghost"
      aria-expanded={drawer === 'problems'}
      onClick={() => store.openDrawer(drawer === 'problems' ? undefined : 'problems')}
      className={errors > 0 ? 'text-failed-fg' : warnings > 0 ? 'text-waiting-fg' : undefined}
    >
      <Icon aria-hidden="true" />
      <span className="max-md:sr-only">{label}</span>
    </Button>
  );
}
