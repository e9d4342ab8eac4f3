import type { Extension } from '@codemirror/state';

export type CodeEditorProps = {
  value: string;
  onChange?: (value: string) => void;
  /** `json` checks the syntax as you type. */
  language?: 'json' | 'plain';
  readOnly?: boolean;
  /** Line numbers. */
  lines?: boolean;
  wrap?: boolean;
  placeholder?: string;
  /** Further CodeMirror extensions; keep the array the same between renders. */
  extensions?: Extension[];
  /** Height belongs here, e.g. "h-64" or "max-h-80". */
  className?: string;
  id?: string;
  'aria-label'?: string | undefined;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: boolean | undefined;
};
