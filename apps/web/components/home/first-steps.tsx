'use client';
import { ArrowRight, Plus } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/components/ui/button.tsx';
import { ErrorNote } from '@/components/ui/error-state.tsx';
import { useAuth } from '@/hooks/use-auth.ts';
import { useCreateWorkflow } from '@/hooks/use-create-workflow.ts';
import { starters } from '@/lib/starters.ts';

/** What a new organization sees instead of empty tables. */
export function FirstSteps() {
  const { me, can } = useAuth();
  const create = useCreateWorkflow();
  const name = me?.user.name.split(' ')[0];
  if (me && !can('workflow.edit')) {
    return (
      <p className="py-14 text-center text-base text-muted">
        There is no workflow yet. Once somebody who may build workflows has published one, its runs appear
        here.
      </p>
    );
  }
  return (
    <section className="w-full max-w-2xl py-6">
      <h2 className="font-semibold text-lg">{name ? `Welcome, ${name}. ` : ''}Make your first workflow</h2>
      <p className="mt-1 text-base text-muted">
        Begin with one that runs as it is, publish it, and press “Run”. You can change every part of it.
      </p>
      <ErrorNote error={create.error} className="mt-4" />
      <ul className="mt-5 overflow-hidden rounded-lg border border-line bg-surface">
        {starters.map((starter) => (
          <li key={starter.name} className="border-line border-b last:border-b-0">
            <button
              type="button"
              disabled={create.isPending}
              onClick={() => create.mutate({ name: starter.name, definition: starter.definition })}
              className="group/starter flex w-full items-center gap-4 px-4 py-3.5 text-left transition-colors hover:bg-hover focus-visible:-outline-offset-2 disabled:opacity-60"
            >
              <span className="min-w-0 flex-1">
                <span className="block font-medium text-md">{starter.name}</span>
                <span className="block text-base text-muted">{starter.help}</span>
              </span>
              <span className="flex shrink-0 items-center gap-1.5 text-accent-fg text-base">
                <span className="max-sm:sr-only">Use this</span>
                <ArrowRight className="size-4" aria-hidden="true" />
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button asChild>
          <Link href="/workflows?new=blank">
            <Plus aria-hidden="true" />
            Begin with an empty one
          </Link>
        </Button>
        <Button variant="ghost" asChild>
          <Link href="/workflows?new=import">Import from JSON</Link>
        </Button>
      </div>
    </section>
  );
}
