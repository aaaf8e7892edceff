// Tables that are in the page whole, so that the keyboard needs nobody's help in them.
import { press } from './rows.js';

document.addEventListener('keydown', (event) => {
  const list = document.querySelector('[data-row-list]');
  if (list && !event.defaultPrevented) press(event, list);
});
