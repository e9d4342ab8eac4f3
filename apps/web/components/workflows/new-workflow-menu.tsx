'use client';
import { ChevronDown, FileUp, Plus, SquareDashed } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu.tsx';

export function NewWorkflowMenu({ onChoose }: { onChoose(kind: 'blank' | 'import'): void }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="primary">
          <Plus aria-hidden="true" />
          New workflow
          <ChevronDown aria-hidden="true" className="-mr-1" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-52">
        <DropdownMenuItem shortcut="c" onSelect={() => onChoose('blank')}>
          <SquareDashed aria-hidden="true" />
          Blank
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => onChoose('import')}>
          <FileUp aria-hidden="true" />
          Import JSON
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
