'use client';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { linter, lintKeymap } from '@codemirror/lint';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  keymap,
  lineNumbers,
  placeholder as placeholderOf,
} from '@codemirror/view';
import { useEffect, useEffectEvent, useRef } from 'react';
import { classNames } from '@/lib/class-names.ts';
import type { CodeEditorProps } from './code-editor-props.ts';
import { editorTheme } from './editor-theme.ts';

const basics: Extension = [
  history(),
  drawSelection(),
  bracketMatching(),
  indentOnInput(),
  editorTheme,
  // Tab indents; Escape first, then Tab, leaves the editor (CodeMirror's own rule, WCAG 2.1.2)
  keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap, indentWithTab]),
];

const emptyIsFine = (check: ReturnType<typeof jsonParseLinter>) => (view: EditorView) =>
  view.state.doc.toString().trim() === '' ? [] : check(view);

const jsonLanguage: Extension = [json(), linter(emptyIsFine(jsonParseLinter()), { delay: 300 })];

export default function CodeEditorView({
  value,
  onChange,
  language = 'json',
  readOnly = false,
  lines = false,
  wrap = true,
  placeholder,
  extensions,
  className,
  id,
  'aria-label': ariaLabel,
  'aria-describedby': describedBy,
  'aria-invalid': invalid,
}: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const access = useRef(new Compartment());
  const extra = useRef(new Compartment());
  const changed = useEffectEvent((text: string) => onChange?.(text));
  const attributes = EditorView.contentAttributes.of({
    ...(id ? { id } : {}),
    ...(ariaLabel ? { 'aria-label': ariaLabel } : {}),
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
    ...(invalid ? { 'aria-invalid': 'true' } : {}),
  });
  const variable = [EditorState.readOnly.of(readOnly), attributes];
  const create = useEffectEvent(
    (parent: HTMLElement) =>
      new EditorView({
        parent,
        state: EditorState.create({
          doc: value,
          extensions: [
            basics,
            language === 'json' ? jsonLanguage : [],
            lines ? lineNumbers() : [],
            wrap ? EditorView.lineWrapping : [],
            placeholder ? placeholderOf(placeholder) : [],
            access.current.of(variable),
            extra.current.of(extensions ?? []),
            EditorView.updateListener.of((update) => {
              if (update.docChanged) changed(update.state.doc.toString());
            }),
          ],
        }),
      }),
  );

  useEffect(() => {
    if (!host.current) return;
    const created = create(host.current);
    view.current = created;
    return () => {
      view.current = undefined;
      created.destroy();
    };
  }, [language, lines, wrap, placeholder]);

  useEffect(() => {
    view.current?.dispatch({ effects: extra.current.reconfigure(extensions ?? []) });
  }, [extensions]);

  useEffect(() => {
    view.current?.dispatch({ effects: access.current.reconfigure(variable) });
  }, [readOnly, id, ariaLabel, describedBy, invalid]);

  useEffect(() => {
    const current = view.current;
    if (!current || current.state.doc.toString() === value) return;
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: value } });
  }, [value]);

  return (
    <div ref={host} className={classNames('min-h-0 overflow-auto [&_.cm-editor]:min-h-full', className)} />
  );
}
