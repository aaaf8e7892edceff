// The console's colours for a terminal, which draws by itself and cannot read them from a style.

/** What a token is in the theme of this moment. */
function colour(host, token) {
  const probe = host.ownerDocument.createElement('span');
  probe.style.color = `var(${token})`;
  host.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

const ansi = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

export function colours(host) {
  const [ink, surface, chosen] = ['--ink', '--surface', '--chosen'].map((token) => colour(host, token));
  const sixteen = Object.fromEntries(ansi.flatMap((name) => {
    const value = colour(host, `--ansi-${name}`);
    return [[name, value], [`bright${name[0].toUpperCase()}${name.slice(1)}`, value]];
  }));
  return { ...sixteen, brightBlack: colour(host, '--soft'), foreground: ink, background: surface, cursor: colour(host, '--accent'), cursorAccent: surface, selectionBackground: chosen, selectionForeground: ink };
}

/** Calls when the theme changes; what comes back ends that. */
export function onTheme(change) {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const chosen = new MutationObserver(change);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  system.addEventListener('change', change);
  return () => {
    chosen.disconnect();
    system.removeEventListener('change', change);
  };
}
