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
    scroll.addEventListener('dblclick', (event) => event.target.matches('[data-grip]') && this.resize(event.target.closest('[data-column]').dataset.column, 0), { signal });
    scroll.addEventListener('keydown', (event) => this.widen(event), { signal });
    document.addEventListener('keydown', (event) => press(event, scroll), { signal });
    this.sizes = new ResizeObserver(() => this.soon());
    this.sizes.observe(scroll);
    this.changes = new MutationObserver(() => this.lay());
    this.changes.observe(scroll, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-rows', 'data-first', 'data-last', 'data-width', 'data-pixels', 'data-column', 'hidden'] });
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
      const width = Number(column.dataset.pixels) || this.resized[column.dataset.column] || Math.min(Number(column.dataset.width) * 7.2 + 16, column === leading ? widest : Infinity);
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
    const column = this.columnOf(key);
    const [from, width] = [event.clientX, column.offsetWidth || parseFloat(column.style.width)];
    const drag = new AbortController();
    let now = width;
    addEventListener('pointermove', (move) => {
      now = Math.max(48, Math.round(width + move.clientX - from));
      column.style.width = `${now}px`;
    }, { signal: drag.signal });
    addEventListener('pointerup', () => {
      drag.abort();
      if (now !== width) this.resize(key, now);
    }, { signal: drag.signal });
  }

  /** Shift with an arrow makes the column wider or narrower whose heading has the focus. */
  widen(event) {
    const by = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
    const key = event.shiftKey && by && event.target.closest('thead th[data-column]')?.dataset.column;
    if (!key) return;
    event.preventDefault();
    this.resize(key, Math.max(48, Math.round(this.columnOf(key).offsetWidth || parseFloat(this.columnOf(key).style.width)) + by));
  }

  columnOf(key) {
    return this.scroll.querySelector(`col[data-column="${CSS.escape(key)}"]`);
  }

  /** The address has the width from now on, and this browser for the next time; 0 is as wide as it is by itself. */
  resize(key, pixels) {
    if (pixels) this.resized[key] = pixels;
    else delete this.resized[key];
    localStorage.setItem(`sallyport-widths-${this.scroll.dataset.table}`, JSON.stringify(this.resized));
    this.page.invokeMethodAsync('Resize', key, pixels);
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
