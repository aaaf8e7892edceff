// Clicks that need no answer of the hub's: copy, theme, rail, menus, dialogs.
const root = document.documentElement;

function remember(name, value) {
  document.cookie = `sallyport-${name}=${value}; path=/; max-age=31536000; samesite=strict; secure`;
}

/** Tells a screen reader what just happened. */
export function announce(text) {
  const announcer = document.getElementById('announcer');
  if (announcer) announcer.textContent = text;
}

export function openDialog(id) {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.open) return;
  document.querySelectorAll('dialog[open]').forEach((open) => open.close());
  dialog.showModal();
  dialog.querySelector('input')?.select();
}

async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.dataset.done = '';
    announce('✓');
    setTimeout(() => delete button.dataset.done, 1500);
  } catch {
    // The browser keeps the clipboard to itself: the text is still there to be marked by hand.
  }
}

function switchTheme() {
  const dark = getComputedStyle(root).colorScheme === 'dark'
    || (!root.dataset.theme && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = dark ? 'light' : 'dark';
  remember('theme', root.dataset.theme);
}

function foldRail() {
  const narrow = root.dataset.rail !== 'narrow';
  if (narrow) root.dataset.rail = 'narrow';
  else delete root.dataset.rail;
  remember('rail', narrow ? 'narrow' : 'wide');
}

function switchDensity() {
  const compact = root.dataset.density !== 'compact';
  if (compact) root.dataset.density = 'compact';
  else delete root.dataset.density;
  remember('density', compact ? 'compact' : 'roomy');
  dispatchEvent(new Event('resize'));
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    announce('✓');
  } catch {
    // The browser keeps the clipboard to itself: the address is in its bar.
  }
}

const acts = {
  theme: switchTheme,
  density: switchDensity,
  rail: foldRail,
  link: copyLink,
  keys: () => openDialog('keys'),
};

/** Does what was chosen in the palette, and closes it. */
export function act(name) {
  document.querySelectorAll('dialog[open]').forEach((open) => open.close());
  acts[name]?.();
}

function setSheet(open) {
  if (open) root.dataset.sheet = 'open';
  else delete root.dataset.sheet;
}

const actions = {
  '[data-copy]': copy,
  '[data-theme-switch]': switchTheme,
  '[data-rail-fold]': foldRail,
  '[data-density-switch]': switchDensity,
  '[data-sheet]': () => setSheet(true),
  '[data-open]': (button) => openDialog(button.dataset.open),
};

document.addEventListener('click', (event) => {
  for (const [selector, act] of Object.entries(actions)) {
    const element = event.target.closest(selector);
    if (element && element !== root) {
      act(element);
      return;
    }
  }

  if (event.target.closest('a[href]') || !event.target.closest('#rail')) setSheet(false);
  if (event.target.closest('[role=option]')) event.target.closest('dialog')?.close();
  if (event.target instanceof HTMLDialogElement) event.target.close();
  document.querySelectorAll('details.menu[open]').forEach((menu) => {
    if (!menu.contains(event.target) || event.target.closest('a[href]')) menu.open = false;
  });
});

document.addEventListener('toggle', (event) => {
  if (event.target.matches?.('details.menu') && event.newState === 'open') event.target.querySelector('[data-menu-focus]')?.focus();
}, true);

document.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    if (event.target.matches?.('[data-palette-input]')) event.preventDefault();
  }
  if (event.key !== 'Escape') return;
  setSheet(false);
  const menu = document.querySelector('details.menu[open]');
  if (menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
  } else if (!document.querySelector('dialog[open]')) {
    document.querySelector('[data-close]')?.click();
  }
});
