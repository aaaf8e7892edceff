// A terminal in the page's colours, which the tokens have; xterm.js wants them as numbers.
const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** The colours of this moment, read where the terminal stands. */
export function terminalTheme(host) {
  const probe = host.appendChild(document.createElement('i'));
  const read = (token) => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const theme = { background: read('paper'), foreground: read('ink'), cursor: read('ink'), cursorAccent: read('paper'), selectionBackground: read('chosen'), selectionForeground: read('ink') };
  for (const name of names) {
    theme[name] = read(`ansi-${name}`);
    theme[`bright${name[0].toUpperCase()}${name.slice(1)}`] = theme[name];
  }
  theme.brightBlack = read('soft');
  probe.remove();
  return theme;
}

/** Calls back whenever light turns to dark or dark to light. */
export function onThemeChange(change) {
  const observer = new MutationObserver(change);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const media = matchMedia('(prefers-color-scheme: dark)');
  media.addEventListener('change', change);
  return () => {
    observer.disconnect();
    media.removeEventListener('change', change);
  };
}
