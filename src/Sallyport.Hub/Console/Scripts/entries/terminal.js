// The terminal and its addons, as one module for pages with a shell.
import { Terminal } from '@xterm/xterm';
import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { WebLinksAddon } from '@xterm/addon-web-links';
import '@xterm/xterm/css/xterm.css';
import { documentWithSheets } from '../modules/sheets.js';

/** Makes a terminal whose own styles are constructed sheets: the page's policy lets no inline style in. */
export function makeTerminal(options) {
  return new Terminal({ ...options, documentOverride: documentWithSheets(document) });
}

export { FitAddon, SearchAddon, WebLinksAddon };
