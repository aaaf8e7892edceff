// The terminal for kubectl's commands: lines are edited here and run by the hub, which answers in plain text.
import { LineEditor } from '../modules/lineEditor.js';
import { colours, onTheme } from '../modules/terminalColours.js';

/** What a terminal would obey never reaches it: the hub has written it out already, and this is the second look. */
const plain = (text) => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');

const control = '\u001b';

class KubectlView {
  #editor = new LineEditor();
  #running = false;
  #queued = Promise.resolve();
  #rows = 0;

  constructor(host, hub, terminal, fit, prompt) {
    Object.assign(this, { host, hub, terminal, fit, shown: prompt });
    terminal.open(host);
    terminal.textarea.setAttribute('aria-label', 'kubectl');
    fit.fit();
    this.resized = new ResizeObserver(() => fit.fit());
    this.resized.observe(host);
    this.themed = onTheme(() => { terminal.options.theme = colours(host); });
    terminal.attachCustomKeyEventHandler((event) => this.#key(event));
    // What is typed while a command runs is not for the next line.
    terminal.onData((data) => { if (!this.#running) this.#queued = this.#queued.then(() => this.#type(data)); });
    this.#draw();
    terminal.focus();
  }

  /** Shows what a command prints. Done when it is on the screen, so that the hub sends no more than is shown. */
  print(text) {
    return new Promise((done) => { this.terminal.write(plain(text).replaceAll('\n', '\r\n'), done); });
  }

  prompt(text) {
    if (text === this.shown) return;
    this.shown = text;
    if (!this.#running) this.#draw();
  }

  dispose() {
    this.resized.disconnect();
    this.themed();
    this.terminal.dispose();
  }

  /** Keys that belong to the browser or to this page and not to the line. */
  #key(event) {
    if (event.type !== 'keydown') return true;
    const copies = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c' && (event.shiftKey || event.metaKey || this.terminal.hasSelection());
    if (copies && this.terminal.hasSelection()) {
      navigator.clipboard.writeText(this.terminal.getSelection());
      this.terminal.clearSelection();
      event.preventDefault();
      return false;
    }
    // Shift-Tab leaves the terminal, so that nobody is kept in it who has no mouse.
    return !((event.ctrlKey && event.key.toLowerCase() === 'v') || event.metaKey || (event.key === 'Tab' && event.shiftKey));
  }

  async #type(data) {
    if (data.length > 1 && !data.startsWith(control)) {
      // What is pasted is not run before somebody has looked at it and pressed Enter.
      this.#editor.insert(plain(data.replace(/[\r\n\t]+/g, ' ').trimEnd()));
      this.#draw();
      return;
    }
    if (this.#editor.searching !== null && await this.#search(data)) return;
    await this.#press(data);
  }

  async #press(data) {
    const editor = this.#editor;
    const actions = {
      '\r': () => this.#run(),
      '\t': () => this.#complete(),
      '\u007f': () => editor.cut(editor.cursor - 1, editor.cursor),
      '\b': () => editor.cut(editor.cursor - 1, editor.cursor),
      '\u0001': () => editor.move(0),
      '\u0005': () => editor.move(editor.text.length),
      '\u0002': () => editor.move(editor.cursor - 1),
      '\u0006': () => editor.move(editor.cursor + 1),
      '\u000b': () => editor.cut(editor.cursor, editor.text.length),
      '\u0015': () => editor.cut(0, editor.cursor),
      '\u0017': () => editor.cut(editor.word(-1), editor.cursor),
      '\u0010': () => editor.older(),
      '\u000e': () => editor.newer(),
      '\u0012': () => editor.search(''),
      '\u000c': () => { this.terminal.clear(); },
      '\u0003': () => { this.terminal.write('^C\r\n'); editor.set(''); this.#rows = 0; },
      [`${control}[A`]: () => editor.older(),
      [`${control}[B`]: () => editor.newer(),
      [`${control}[C`]: () => editor.move(editor.cursor + 1),
      [`${control}[D`]: () => editor.move(editor.cursor - 1),
      [`${control}[1;5C`]: () => editor.move(editor.word(1)),
      [`${control}[1;5D`]: () => editor.move(editor.word(-1)),
      [`${control}f`]: () => editor.move(editor.word(1)),
      [`${control}b`]: () => editor.move(editor.word(-1)),
      [`${control}[H`]: () => editor.move(0),
      [`${control}[F`]: () => editor.move(editor.text.length),
      [`${control}[3~`]: () => editor.cut(editor.cursor, editor.cursor + 1),
    };
    if (actions[data]) {
      await actions[data]();
    } else if (data >= ' ' && !data.startsWith(control)) {
      editor.insert(plain(data));
    }
    if (!this.#running) this.#draw();
  }

  /** A key while searching; whether it was one of the search's own. */
  async #search(data) {
    const editor = this.#editor;
    if (data === '\u0012') editor.search(editor.searching, true);
    else if (data === '\u007f') editor.search(editor.searching.slice(0, -1));
    else if (data >= ' ' && !data.startsWith(control) && data !== '\u007f') editor.search(editor.searching + plain(data));
    else {
      editor.searching = null;
      if (data === '\u0003' || data === control) editor.set('');
      else if (data === '\r') return false;
    }
    this.#draw();
    return true;
  }

  async #run() {
    this.#end();
    const line = this.#editor.take();
    this.#rows = 0;
    if (!line.trim()) return;
    if (line.trim() === 'clear') {
      this.terminal.clear();
      return;
    }
    this.#running = true;
    const interrupt = this.terminal.onData((data) => { 
      if (data !== '\u0003') return;
      this.terminal.write('^C\r\n');
      this.hub.invokeMethodAsync('Interrupt');
    });
    try {
      this.shown = await this.hub.invokeMethodAsync('RunAsync', line);
    } finally {
      interrupt.dispose();
      this.#running = false;
    }
  }

  async #complete() {
    const editor = this.#editor;
    const before = editor.text.slice(0, editor.cursor);
    const found = await this.hub.invokeMethodAsync('CompleteAsync', editor.text, editor.cursor);
    if (before !== editor.text.slice(0, editor.cursor) || found.candidates.length === 0) return;
    if (found.candidates.length === 1) {
      const only = found.candidates[0];
      editor.replace(found.start, plain(only) + (only.endsWith('=') ? '' : ' '));
      return;
    }
    const common = found.candidates.reduce((a, b) => { let i = 0; while (i < a.length && a[i] === b[i]) i++; return a.slice(0, i); });
    if (common.length > editor.cursor - found.start) {
      editor.replace(found.start, plain(common));
      return;
    }
    this.#end();
    const width = Math.max(...found.candidates.map((candidate) => candidate.length)) + 2;
    const columns = Math.max(1, Math.floor(this.terminal.cols / width));
    let text = '';
    found.candidates.forEach((candidate, i) => { text += plain(candidate).padEnd(width) + ((i + 1) % columns === 0 ? '\r\n' : ''); });
    this.terminal.write(`${text.trimEnd()}\r\n${found.more ? '…\r\n' : ''}`);
    this.#rows = 0;
  }

  /** Leaves the line as it is, and goes below it. */
  #end() {
    this.#editor.move(this.#editor.text.length);
    this.#draw();
    this.terminal.write('\r\n');
  }

  /** Draws the line anew where it stands, over as many rows as it takes. */
  #draw() {
    const { text, cursor, searching } = this.#editor;
    const prompt = searching === null ? this.shown : `(search)'${searching}': `;
    const columns = this.terminal.cols;
    const up = this.#rows > 0 ? `${control}[${this.#rows}A` : '';
    const all = prompt.length + text.length;
    const at = prompt.length + cursor;
    const end = Math.floor(all / columns);
    const row = Math.floor(at / columns);
    const back = end > row ? `${control}[${end - row}A` : '';
    const right = at % columns > 0 ? `${control}[${at % columns}C` : '';
    // A line that fills its last row to the end has its cursor on the next one.
    const wrap = all > 0 && all % columns === 0 ? '\r\n' : '';
    this.terminal.write(`${up}\r${control}[J${prompt}${text}${wrap}${back}\r${right}`);
    this.#rows = row;
  }
}

/** Opens a terminal in an element. */
export async function open(host, hub, terminalModule, prompt) {
  const { makeTerminal, FitAddon } = await import(terminalModule);
  const style = getComputedStyle(host);
  const terminal = makeTerminal({
    fontFamily: style.getPropertyValue('--mono'),
    fontSize: 12,
    scrollback: 20000,
    cursorBlink: false,
    screenReaderMode: true,
    theme: colours(host),
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  return new KubectlView(host, hub, terminal, fit, prompt);
}
