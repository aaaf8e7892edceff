// The tools around a list of lines.
import { LogList } from '../modules/log-list.js';

export function mountLogs(root, capacity) {
  const part = (name) => root.querySelector(`[data-log="${name}"]`);
  const [element, search, found, below, count] = ['list', 'search', 'found', 'below', 'count'].map(part);
  const number = new Intl.NumberFormat();
  const sources = new Set();
  let counting;
  const list = new LogList(element, capacity, (added) => {
    below.hidden = list.following || !(added || !below.hidden);
    counting ??= requestAnimationFrame(() => {
      counting = undefined;
      count.textContent = number.format(list.lines.length) + (list.dropped ? ` (+${number.format(list.dropped)})` : '');
      tell();
    });
  });

  function tell() {
    if (!search.value) {
      found.textContent = '';
      return;
    }
    const lines = list.found();
    const at = lines.indexOf(list.at);
    found.textContent = at < 0 ? number.format(lines.length) : `${number.format(at + 1)} / ${number.format(lines.length)}`;
  }

  search.addEventListener('input', () => {
    list.seek(search.value);
    tell();
  });
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') list.jump(event.shiftKey ? -1 : 1);
  });
  element.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() === 'n' && !event.ctrlKey && !event.metaKey) list.jump(event.key === 'N' ? -1 : 1);
    if (event.key === 'End') list.toEnd();
  });
  part('level').addEventListener('change', (event) => {
    list.least = Number(event.target.value);
    list.rebuild();
  });
  for (const name of ['wrap', 'times']) {
    part(name).addEventListener('change', (event) => {
      element.toggleAttribute(`data-${name}`, event.target.checked);
      list.stick();
    });
  }
  below.addEventListener('click', () => list.toEnd());
  part('download').addEventListener('click', ({ currentTarget }) => {
    const address = new URL(currentTarget.href);
    address.searchParams.set('times', part('times').checked);
    currentTarget.href = address;
  });

  return {
    add(batch) {
      batch.forEach((line) => sources.add(line.p));
      element.toggleAttribute('data-several', sources.size > 1);
      list.add(batch);
    },
    /** Takes out what one may no longer read: the lines of some sources, or all. */
    forget: (blocked) => list.rebuild((line) => blocked !== null && !blocked.includes(line.s)),
    clear() {
      sources.clear();
      list.clear();
    },
    dispose: () => list.dispose(),
  };
}
