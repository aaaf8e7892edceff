// The YAML editor, as one module for pages that show or change text.
import { basicSetup } from 'codemirror';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

// Colours by the page's tokens, which reach into the shadow root and change with the theme.
const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', fontSize: 'var(--small)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { border: '0', backgroundColor: 'var(--paper)', color: 'var(--soft)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--hover)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--chosen)' },
  '.cm-panels': { backgroundColor: 'var(--raised)', color: 'var(--ink)' },
});
const colours = syntaxHighlighting(HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: tags.comment, color: 'var(--soft)' },
]));

/**
 * Makes an editor inside a shadow root: there CodeMirror's styles are constructed sheets, which the page's policy lets
 * in as it lets in no inline style.
 */
export function makeEditor(host, text, { readOnly = false, extensions = [] } = {}) {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const rights = readOnly ? [EditorState.readOnly.of(true), EditorView.editable.of(false)] : [];
  return new EditorView({
    root,
    parent: root,
    state: EditorState.create({ doc: text, extensions: [look, colours, basicSetup, yaml(), rights, extensions] }),
  });
}

/** An editor that the page's component reads and writes. */
export function edit(host, text, label) {
  const view = makeEditor(host, text, { extensions: [EditorView.contentAttributes.of({ 'aria-label': label })] });
  view.focus();
  return {
    read: () => new TextEncoder().encode(view.state.doc.toString()),
    write(changed) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: changed } });
    },
    go(number) {
      const line = view.state.doc.line(Math.min(Math.max(number, 1), view.state.doc.lines));
      view.dispatch({ selection: { anchor: line.from, head: line.to }, effects: EditorView.scrollIntoView(line.from, { y: 'center' }) });
      view.focus();
    },
  };
}
