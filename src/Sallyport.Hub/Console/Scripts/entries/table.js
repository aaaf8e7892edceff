// A table of many rows: asks the page for those in sight, keeps the room of the others, and moves through them by keys.
import { press } from '../modules/rows.js';

const beyond = 20;
const tables = new WeakMap();

export function attach(scroll, page) {
  const table = new Table(scroll, page);
  tables.set(scroll, table);
}

export function detach(scroll) {
  tables.get(scroll)?.end();
  tables.delete(scroll);
}

class Table {
  constructor(scroll, page) {
    Object.assign(this, { scroll, page, over: new AbortController(), asked: '', resized: widths(scroll.dataset.table) });
    const { signal } = this.over;
    scroll.addEventListener('scroll', () => this.soon(), { passive: true, signal });
    scroll.addEventListener('pointerenter', (event) => event.pointerType === 'mouse' && this.point(true), { signal });
    scroll.addEventListener('pointerleave', () => this.point(false), { signal });
    scroll.addEventListener('pointerdown', (event) => this.grip(event), { signal });
    document.addEventListener('keydown', (event) => press(event, scroll), { signal });
    this.sizes = new ResizeObserver(() => this.soon());
    this.sizes.observe(scroll);
    this.changes = new MutationObserver(() => this.lay());
    this.changes.observe(scroll, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-rows', 'data-first', 'data-last', 'data-width', 'data-column', 'hidden'] });
    this.lay();
  }

  end() {
    this.over.abort();
    this.sizes.disconnect();
    this.changes.disconnect();
  }

  get body() {
    return this.scroll.querySelector('tbody');
  }

  get height() {
    return this.scroll.querySelector('tr[data-row]')?.offsetHeight || parseInt(getComputedStyle(this.scroll).getPropertyValue('--row'), 10) || 28;
  }

  /** Gives the rows that are not there the room they would have, and each column its width. */
  lay() {
    const body = this.body;
    if (!body) return;
    const { rows, first, last } = body.dataset;
    const height = this.height;
    size(body.querySelector('[data-space=before] > td'), Number(first) * height);
    size(body.querySelector('[data-space=after] > td'), (Number(rows) - Number(last)) * height);
    let total = 36;
    const leading = this.scroll.querySelector('col[data-column]');
    // On a phone the name leaves room for what is said of it.
    const widest = this.scroll.clientWidth < 600 ? this.scroll.clientWidth * 0.5 : Infinity;
    for (const column of this.scroll.querySelectorAll('col[data-column]')) {
      const width = this.resized[column.dataset.column] ?? Math.min(Number(column.dataset.width) * 7.2 + 16, column === leading ? widest : Infinity);
      const text = `${Math.round(width)}px`;
      if (column.style.width !== text) column.style.width = text;
      total += width;
    }
    const least = `${Math.round(total)}px`;
    const table = this.scroll.firstElementChild;
    if (table.style.minWidth !== least) table.style.minWidth = least;
    this.soon();
  }

  soon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.ask();
    });
  }

  ask() {
    if (this.scroll.hidden || !this.body) return;
    const height = this.height;
    const seen = Math.ceil(this.scroll.clientHeight / height) + 1;
    const top = Math.max(0, Math.floor(this.scroll.scrollTop / height));
    const [first, last, rows] = [Number(this.body.dataset.first), Number(this.body.dataset.last), Number(this.body.dataset.rows)];
    if (top >= first && Math.min(rows, top + seen) <= last) return;
    const from = Math.max(0, top - beyond);
    const asked = `${from} ${seen + 2 * beyond}`;
    if (asked === this.asked && this.waiting) return;
    this.asked = asked;
    this.waiting = true;
    this.page.invokeMethodAsync('Show', from, seen + 2 * beyond).finally(() => {
      this.waiting = false;
      this.soon();
    });
  }

  point(inside) {
    this.page.invokeMethodAsync('Point', inside).catch(() => {});
  }

  grip(event) {
    if (!event.target.matches('[data-grip]')) return;
    event.preventDefault();
    const key = event.target.closest('[data-column]').dataset.column;
    const column = this.scroll.querySelector(`col[data-column="${CSS.escape(key)}"]`);
    const [from, width] = [event.clientX, column.offsetWidth || parseFloat(column.style.width)];
    const drag = new AbortController();
    addEventListener('pointermove', (move) => {
      this.resized[key] = Math.max(48, width + move.clientX - from);
      this.lay();
    }, { signal: drag.signal });
    addEventListener('pointerup', () => {
      drag.abort();
      localStorage.setItem(`sallyport-widths-${this.scroll.dataset.table}`, JSON.stringify(this.resized));
    }, { signal: drag.signal });
  }
}

function size(cell, height) {
  const text = `${Math.max(0, height)}px`;
  if (cell && cell.style.height !== text) cell.style.height = text;
  if (cell) cell.parentElement.style.display = height > 0 ? '' : 'none';
}

function widths(kind) {
  try {
    return JSON.parse(localStorage.getItem(`sallyport-widths-${kind}`)) ?? {};
  } catch {
    return {};
  }
}
