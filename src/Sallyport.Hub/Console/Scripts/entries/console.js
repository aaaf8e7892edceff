// What every page does in the browser itself: time that ticks, names to copy, theme, rail, keys, a lost connection.
import '../modules/ages.js';
import '../modules/keys.js';
import '../modules/connection.js';
import '../modules/graphs.js';
import '../modules/row-list.js';

export { act } from '../modules/actions.js';
export { keep, recall } from '../modules/kept.js';
