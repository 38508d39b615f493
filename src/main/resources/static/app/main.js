/** Shows the start or the lab that the address names: `#/labs/ID`. */

import { h, attempt } from './dom.js';
import { startView } from './start.js';
import { labView } from './lab.js';

/** @type {undefined | (() => void)} */
let leave;

async function show() {
  leave?.();
  leave = undefined;
  const main = /** @type {HTMLElement} */ (document.getElementById('main'));
  const top = /** @type {HTMLElement} */ (document.getElementById('top'));
  const lab = /^#\/labs\/([A-Za-z0-9-]+)$/.exec(location.hash)?.[1];
  document.body.className = lab ? 'in-lab' : 'at-start';
  top.replaceChildren(
    h('a', { class: 'brand', href: '#/', 'aria-label': 'vethlab, start' }, h('img', { src: 'icon.svg', alt: '', width: 24, height: 24 }), 'vethlab'));
  main.replaceChildren(h('p', { class: 'loading' }, 'Loading…'));
  leave = await attempt(() => (lab ? labView(lab, main, top) : startView(main, top)));
  if (!leave) {
    main.replaceChildren(h('p', { class: 'loading' }, 'This cannot be shown. ', h('a', { href: '#/' }, 'Back to the start')));
  }
}

addEventListener('hashchange', show);
show();
