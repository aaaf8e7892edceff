// Rows that the keyboard moves through: j and k, Enter to open, x to choose.

/** Moves the focus to the row after or before; to the first in sight where none has it. */
export function step(scroll, row, by) {
  const rows = [...scroll.querySelectorAll('tr[data-row]')];
  const next = row ? rows[rows.indexOf(row) + by] : rows.find((one) => one.offsetTop >= scroll.scrollTop);
  if (!next) return;
  next.focus({ preventScroll: true });
  const head = scroll.querySelector('thead').offsetHeight;
  const [top, bottom] = [next.offsetTop - head, next.offsetTop + next.offsetHeight];
  if (top < scroll.scrollTop) scroll.scrollTop = top;
  else if (bottom > scroll.scrollTop + scroll.clientHeight) scroll.scrollTop = bottom - scroll.clientHeight;
}

/** What a key does to the rows of a table. */
export function press(event, scroll) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, button, dialog[open], .xterm')) return;
  const focused = document.activeElement?.closest('tr[data-row]');
  const row = focused && scroll.contains(focused) ? focused : null;
  if (event.key === 'j' || event.key === 'k') {
    event.preventDefault();
    step(scroll, row, event.key === 'j' ? 1 : -1);
  } else if (row && event.key === 'Enter' && event.target === row) {
    event.preventDefault();
    row.querySelector('[data-open-row]')?.click();
  } else if (row && (event.key === 'x' || event.key === 'X')) {
    event.preventDefault();
    row.querySelector('input[type=checkbox]')?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: event.shiftKey }));
  }
}
