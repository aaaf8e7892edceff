// A shell on a page. What the container writes is data: it draws in the terminal, and reaches nothing else.
import { ShellConnection } from '../modules/shell-connection.js';
import { colours, onTheme } from '../modules/terminalColours.js';
import { ask } from '../modules/ask.js';

const encoder = new TextEncoder();
const longestPaste = 8 * 1024 * 1024;

// What may be pasted: text, line ends and tabs. An escape in it could end the brackets that tell a shell what was pasted.
const unpasteable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** Puts a terminal into an element; nothing connects before `open`. */
export async function mountShell(host, terminalModule, words, page) {
  const { makeTerminal, FitAddon } = await import(terminalModule);
  const screen = host.appendChild(document.createElement('div'));
  screen.className = 'shell-screen';
  const note = host.appendChild(document.createElement('p'));
  note.className = 'shell-note';
  note.setAttribute('role', 'status');
  note.hidden = true;
  let connection;

  const terminal = makeTerminal({
    fontFamily: getComputedStyle(host).getPropertyValue('--mono'),
    fontSize: 13,
    scrollback: 10_000,
    minimumContrastRatio: 4.5,
    theme: colours(host),
    // Never the size, place, title or state of a window.
    windowOptions: {},
    linkHandler: { activate: (event, address) => follow(address), allowNonHttpProtocols: false },
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  // The clipboard is the user's: nobody reads or writes it by an escape sequence. Titles are nobody's.
  for (const swallowed of [0, 1, 2, 52]) terminal.parser.registerOscHandler(swallowed, () => true);
  terminal.open(screen);
  fit.fit();

  const say = (sentence, state) => {
    host.dataset.state = state;
    note.textContent = sentence;
    note.hidden = !sentence;
  };

  // The page's own connection is often lost with the shell's, and a call that is made meanwhile comes to nothing without a
  // word: the end is told until it is heard.
  async function report(which, kind, sentence) {
    let heard = false;
    while (!heard && which === connection) {
      const call = page.invokeMethodAsync('EndedAsync', kind, sentence).then(() => true, () => false);
      heard = await Promise.race([call, new Promise((done) => setTimeout(done, 2000, false))]);
    }
  }

  async function follow(address) {
    if (!/^https?:\/\//i.test(address)) return;
    if (await ask({ question: words.follow, detail: address, yes: words.open, no: words.cancel })) {
      window.open(address, '_blank', 'noopener,noreferrer');
    }
  }

  async function paste(raw) {
    const pasted = raw.replace(/\r\n/g, '\n').replace(unpasteable, '');
    if (!pasted || !connection || terminal.options.disableStdin) return;
    if (pasted.length > longestPaste) {
      await ask({ question: words.tooLong, detail: '', yes: words.ok, no: words.cancel });
    } else {
      const lines = pasted.replace(/\n$/, '').split('\n');
      const harmless = lines.length === 1 && !pasted.endsWith('\n');
      if (harmless || (await ask({ question: words.paste.replace('{0}', lines.length), detail: preview(lines), yes: words.pasteYes, no: words.cancel }))) {
        terminal.paste(pasted);
      }
    }
    terminal.focus();
  }

  const preview = (lines) => (lines.length > 12 ? [...lines.slice(0, 8), '…', ...lines.slice(-3)] : lines).map((line) => line.slice(0, 200)).join('\n');

  host.addEventListener('paste', (event) => {
    event.preventDefault();
    event.stopPropagation();
    paste(event.clipboardData.getData('text/plain'));
  }, true);
  terminal.attachCustomKeyEventHandler((event) => {
    // Ctrl-V pastes, as it does everywhere else in a browser; Ctrl-Shift-V does too.
    if (event.ctrlKey && !event.altKey && event.code === 'KeyV') return false;
    if (event.type !== 'keydown' || !event.ctrlKey || event.altKey || event.code !== 'KeyC' || !terminal.hasSelection()) return true;
    event.preventDefault();
    navigator.clipboard.writeText(terminal.getSelection());
    terminal.clearSelection();
    return false;
  });
  // What was written before for another page may ask things of the terminal; that one has answered them.
  const typing = () => (connection?.repeats ? undefined : connection);
  terminal.onData((data) => typing()?.type(encoder.encode(data)));
  terminal.onBinary((data) => typing()?.type(Uint8Array.from(data, (char) => char.charCodeAt(0))));
  terminal.onResize((now) => connection?.resize(now));
  const sizes = new ResizeObserver(() => {
    if (screen.clientWidth && screen.clientHeight) fit.fit();
  });
  sizes.observe(screen);
  const unthemed = onTheme(() => {
    terminal.options.theme = colours(host);
  });

  // The link to a tab of its own hands the shell over: that tab goes on with it.
  const detach = host.closest('.shell-view').querySelector('[data-shell-detach]');
  const handOver = () => {
    if (!connection?.ready || terminal.options.disableStdin) return;
    const address = new URL(detach.href);
    address.searchParams.set('shell', connection.shell);
    detach.href = address;
    connection.letGo();
    terminal.options.disableStdin = true;
    say(words.moved, 'ended');
    page.invokeMethodAsync('EndedAsync', 'Left', words.moved);
  };
  detach?.addEventListener('click', handOver);

  return {
    /** Opens a shell, or runs a command that has neither terminal nor input. */
    open(ticket, interactive) {
      connection?.leave();
      terminal.reset();
      terminal.options.disableStdin = !interactive;
      terminal.options.convertEol = !interactive;
      terminal.options.cursorBlink = interactive;
      say(words.connecting, 'connecting');
      connection = new ShellConnection({
        size: () => terminal,
        write: (bytes, done) => terminal.write(bytes, done),
        connected: () => {
          say('', 'open');
          if (interactive) terminal.focus();
        },
        lost: (left) => say(words.lost.replace('{0}', left), 'lost'),
        ended: (end) => {
          terminal.options.disableStdin = true;
          // What a command wrote is still to be read; a shell that is over is not to be taken for one that runs.
          say(end?.words ?? words.gone, interactive ? 'ended' : 'done');
          report(connection, end?.ended ?? 'Failed', end?.words ?? words.gone);
        },
      });
      connection.open(ticket);
    },
    /** What the screen shows, as text. */
    text() {
      const buffer = terminal.buffer.active;
      return Array.from({ length: buffer.length }, (_, line) => buffer.getLine(line)?.translateToString(true) ?? '').join('\n').trimEnd();
    },
    dispose() {
      connection?.leave();
      connection = undefined;
      detach?.removeEventListener('click', handOver);
      sizes.disconnect();
      unthemed();
      terminal.dispose();
      host.replaceChildren();
      delete host.dataset.state;
    },
  };
}
