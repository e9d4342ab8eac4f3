'use client';
import { ChevronRight, Copy } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { useCopy } from '@/hooks/use-copy.ts';
import { classNames } from '@/lib/class-names.ts';

const PAGE = 100;
const LONG_TEXT = 300;

type JsonViewerProps = {
  value: unknown;
  /** Levels that are open at first. */
  depth?: number;
  /** Where the value lies, e.g. `tasks.score.output`; with it, each row offers its path as an expression. */
  path?: string;
  className?: string;
};

/** A JSON value as a tree that opens and closes; each row copies its value. */
export function JsonViewer({ value, depth = 2, path, className }: JsonViewerProps) {
  return (
    <div className={classNames('overflow-x-auto font-mono text-sm leading-6', className)}>
      <Entry value={value} depth={depth} path={path} />
    </div>
  );
}

type EntryProps = { name?: string; value: unknown; depth: number; path: string | undefined };

function Entry({ name, value, depth, path }: EntryProps) {
  const [open, setOpen] = useState(depth > 0);
  const [shown, setShown] = useState(PAGE);
  const children = childrenOf(value);
  if (!children || children.length === 0) {
    return (
      <Row value={value} path={path}>
        <span className="w-4 shrink-0" />
        <Name name={name} />
        <Scalar value={value} />
      </Row>
    );
  }
  const isList = Array.isArray(value);
  return (
    <div>
      <Row value={value} path={path}>
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex min-w-0 items-start rounded-sm text-left focus-visible:-outline-offset-1"
        >
          <ChevronRight
            className={classNames('mt-1 size-4 shrink-0 text-subtle', open && 'rotate-90')}
            aria-hidden="true"
          />
          <Name name={name} />
          <span className="text-subtle">
            {isList ? `[${children.length}]` : open ? '{ }' : `{ ${previewOf(children)} }`}
          </span>
        </button>
      </Row>
      {open ? (
        <div className="ml-2 border-line border-l pl-2">
          {children.slice(0, shown).map(([key, child]) => (
            <Entry
              key={key}
              name={key}
              value={child}
              depth={depth - 1}
              path={path && joinPath(path, key, isList)}
            />
          ))}
          {children.length > shown ? (
            <button
              type="button"
              onClick={() => setShown(shown + PAGE)}
              className="ml-4 rounded-sm px-1 text-accent-fg hover:underline"
            >
              Show {Math.min(PAGE, children.length - shown)} more of {children.length}
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

function Row({ value, path, children }: { value: unknown; path: string | undefined; children: ReactNode }) {
  const { copied, copy } = useCopy();
  return (
    <div className="group/entry flex items-start gap-1 rounded-sm pr-1 hover:bg-hover">
      {children}
      <span className="ml-auto flex shrink-0 opacity-0 focus-within:opacity-100 group-hover/entry:opacity-100">
        <IconButton
          label={copied ? 'Copied' : path ? 'Copy value · Shift: copy path' : 'Copy value'}
          size="sm"
          className="size-6"
          onClick={(event) => copy(event.shiftKey && path ? path : textOf(value))}
        >
          <Copy className="size-3" aria-hidden="true" />
        </IconButton>
      </span>
    </div>
  );
}

function Name({ name }: { name: string | undefined }) {
  return name === undefined ? null : <span className="mr-1.5 shrink-0 text-accent-fg">{name}:</span>;
}

function Scalar({ value }: { value: unknown }) {
  const [whole, setWhole] = useState(false);
  if (typeof value === 'string') {
    const long = value.length > LONG_TEXT && !whole;
    return (
      <span className="min-w-0 whitespace-pre-wrap break-words text-success-fg">
        {JSON.stringify(long ? `${value.slice(0, LONG_TEXT)}…` : value)}
        {long ? (
          <button
            type="button"
            className="ml-1 rounded-sm text-accent-fg hover:underline"
            onClick={() => setWhole(true)}
          >
            Show all {value.length} characters
          </button>
        ) : null}
      </span>
    );
  }
  if (Array.isArray(value)) return <span className="text-subtle">[ ]</span>;
  if (typeof value === 'object' && value !== null) return <span className="text-subtle">{'{ }'}</span>;
  if (value === undefined) return <span className="text-subtle">nothing</span>;
  return <span className={value === null ? 'text-subtle' : 'text-waiting-fg'}>{JSON.stringify(value)}</span>;
}

function childrenOf(value: unknown): [string, unknown][] | undefined {
  if (Array.isArray(value)) return value.map((item, index) => [String(index), item]);
  return typeof value === 'object' && value !== null ? Object.entries(value) : undefined;
}

function previewOf(children: [string, unknown][]): string {
  const names = children.slice(0, 4).map(([key]) => key);
  return children.length > 4 ? `${names.join(', ')}, …` : names.join(', ');
}

function joinPath(path: string, key: string, isIndex: boolean): string {
  if (isIndex) return `${path}[${key}]`;
  return /^[A-Za-z_]\w*$/.test(key) ? `${path}.${key}` : `${path}.\`${key}\``; // JSONata quotes names with backticks
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '');
}
