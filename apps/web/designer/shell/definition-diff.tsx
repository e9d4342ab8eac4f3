import { Fragment } from 'react';
import { classNames } from '@/lib/class-names.ts';
import { canonicalDefinition } from '../model/canonical.ts';
import { type DiffLine, diffLines, foldDiff } from '../model/line-diff.ts';
import { count } from '../model/words.ts';

const marks: Readonly<Record<DiffLine['kind'], string>> = { same: ' ', removed: '−', added: '+' };

/** Two definitions, line by line. */
export function DefinitionDiff({ before, after }: { before: unknown; after: unknown }) {
  const lines = diffLines(textOf(before), textOf(after));
  if (lines.every((line) => line.kind === 'same')) {
    return <p className="py-4 text-center text-muted">There is no difference.</p>;
  }
  return (
    <pre className="overflow-x-auto rounded-md border border-line bg-sunken py-2 font-mono text-sm leading-5">
      {foldDiff(lines).map((part, index) => (
        <Fragment key={`part-${index}`}>
          {part.kind === 'gap' ? (
            <span className="block px-3 text-subtle">… {count(part.count, 'equal line')}</span>
          ) : (
            part.lines.map((line, at) => (
              <span
                key={`line-${at}`}
                className={classNames(
                  'block px-3',
                  line.kind === 'removed' && 'bg-failed-soft text-failed-fg',
                  line.kind === 'added' && 'bg-success-soft text-success-fg',
                )}
              >
                {marks[line.kind]} {line.text}
              </span>
            ))
          )}
        </Fragment>
      ))}
    </pre>
  );
}

function textOf(definition: unknown): string {
  return JSON.stringify(canonicalDefinition(definition), null, 2) ?? '';
}
