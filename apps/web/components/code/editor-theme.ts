import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const theme = EditorView.theme({
  '&': { color: 'var(--fg)', backgroundColor: 'transparent', fontSize: 'var(--text-sm)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.25rem' },
  '.cm-content': { padding: '0.5rem 0', caretColor: 'var(--fg)' },
  '.cm-line': { padding: '0 0.625rem' },
  '.cm-cursor': { borderLeftColor: 'var(--fg)' },
  '.cm-gutters': { backgroundColor: 'transparent', border: 'none', color: 'var(--subtle)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'var(--hover)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--accent-soft)',
  },
  '.cm-matchingBracket': { backgroundColor: 'var(--accent-soft) !important', color: 'inherit' },
  '.cm-tooltip': {
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--line-strong)',
    borderRadius: '0.375rem',
    color: 'var(--fg)',
  },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--failed)' },
  '.cm-placeholder': { color: 'var(--subtle)' },
});

const highlight = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--accent-fg)' },
  { tag: tags.string, color: 'var(--success-fg)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--waiting-fg)' },
  { tag: [tags.keyword, tags.operator], color: 'var(--family-logic)' },
  { tag: tags.comment, color: 'var(--subtle)', fontStyle: 'italic' },
  { tag: tags.invalid, color: 'var(--failed-fg)' },
]);

/** Our colours for CodeMirror; both themes, because they are the CSS variables of styles/tokens.css. */
export const editorTheme: Extension = [theme, syntaxHighlighting(highlight)];
