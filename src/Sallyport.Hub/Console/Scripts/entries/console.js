// What every page does in the browser itself: time that ticks, names to copy, theme, rail, keys, a lost connection.
import '../modules/ages.js';
import '../modules/graphs.js';
import '../modules/actions.js';
import '../modules/keys.js';
import '../modules/connection.js';
