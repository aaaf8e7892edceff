// Keys for people who stay: "/" to search, "g" and a letter to go, "?" for the list.
import { openDialog } from './actions.js';

const goWithin = 1200;
let going = 0;

function isTyping(target) {
  return target.closest?.('input:not([type=checkbox]), textarea, select, [contenteditable], .xterm, dialog[open]') || target.shadowRoot;
}

/** The next or the previous tab of the innermost row of them. */
function stepTab(step) {
  const tabs = [...(document.querySelector('[data-panel]') ?? document).querySelectorAll('[data-tab]')];
  const at = tabs.findIndex((tab) => tab.hasAttribute('aria-current'));
  tabs[at + step]?.click();
}

function press(key) {
  const scope = document.querySelector('[data-panel]') ?? document;
  const element = scope.querySelector(`[data-key="${CSS.escape(key)}"]`);
  element?.click();
  return Boolean(element);
}

const plain = {
  '/': () => openDialog('palette'),
  '?': () => openDialog('keys'),
  '[': () => stepTab(-1),
  ']': () => stepTab(1),
  f: () => document.querySelector('[data-filter]')?.focus(),
  g: () => { going = performance.now(); },
};

document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    openDialog('palette');
    return;
  }

  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const went = going && performance.now() - going < goWithin && document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
  going = 0;
  if (went) {
    event.preventDefault();
    went.click();
  } else if (plain[event.key]) {
    event.preventDefault();
    plain[event.key]();
  } else if (/^[a-z]$/.test(event.key) && press(event.key)) {
    event.preventDefault();
  }
});
