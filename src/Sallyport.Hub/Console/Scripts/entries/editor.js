// The YAML editor, as one module for pages that show or change text.
import { basicSetup } from 'codemirror';
import { yaml } from '@codemirror/lang-yaml';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

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
    state: EditorState.create({ doc: text, extensions: [basicSetup, yaml(), rights, extensions] }),
  });
}
