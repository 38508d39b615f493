/** Panels: tabs in a frame, and frames whose borders can be moved. */

import { h } from './dom.js';
import { recall, remember } from './memory.js';

/**
 * A frame with tabs.
 * @param {string} label
 * @param {{id: string, title: string, content: HTMLElement, shown?: () => void}[]} tabs
 */
export function tabbed(label, tabs) {
  const list = h('div', { class: 'tabs', role: 'tablist', 'aria-label': label });
  const element = h('section', { class: 'panel', 'aria-label': label }, list);
  const choose = (/** @type {string} */ id, focus = false) => {
    for (const tab of tabs) {
      const chosen = tab.id === id;
      const button = /** @type {HTMLElement} */ (list.querySelector(`#tab-${tab.id}`));
      button.setAttribute('aria-selected', String(chosen));
      button.tabIndex = chosen ? 0 : -1;
      if (chosen && focus) button.focus();
      /** @type {HTMLElement} */ (element.querySelector(`#panel-${tab.id}`)).hidden = !chosen;
      if (chosen) tab.shown?.();
    }
  };
  list.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const at = tabs.findIndex((tab) => list.querySelector(`#tab-${tab.id}`)?.getAttribute('aria-selected') === 'true');
    choose(tabs[(at + by + tabs.length) % tabs.length].id, true);
  });
  for (const tab of tabs) {
    list.append(h('button', { role: 'tab', id: `tab-${tab.id}`, 'aria-controls': `panel-${tab.id}`, onclick: () => choose(tab.id) }, tab.title));
    element.append(h('div', { role: 'tabpanel', class: 'tabpanel', id: `panel-${tab.id}`, 'aria-labelledby': `tab-${tab.id}` }, tab.content));
  }
  choose(tabs[0].id);
  return { element, choose, has: (/** @type {string} */ id) => tabs.some((tab) => tab.id === id) };
}

/**
 * A border between two frames that can be moved, with the keyboard too.
 * @param {HTMLElement} grid whose property it sets
 * @param {string} property a custom property: how much the first frame gets, in percent
 * @param {'x' | 'y'} axis
 * @param {string} label
 */
export function splitter(grid, property, axis, label) {
  const key = `vethlab.split.${property}`;
  let value = recall(key, axis === 'x' ? 55 : 58);
  const apply = () => {
    value = Math.max(15, Math.min(85, value));
    grid.style.setProperty(`--${property}`, `${value}%`);
    handle.setAttribute('aria-valuenow', String(Math.round(value)));
  };
  const handle = h('div', {
    class: `splitter ${axis}`, role: 'separator', tabindex: 0, 'aria-label': label, 'aria-orientation': axis === 'x' ? 'vertical' : 'horizontal',
    'aria-valuemin': 15, 'aria-valuemax': 85, 'aria-valuenow': 50,
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      const by = { ArrowLeft: -2, ArrowUp: -2, ArrowRight: 2, ArrowDown: 2 }[event.key];
      if (by) {
        event.preventDefault();
        value += by;
        apply();
        remember(key, value);
      }
    },
    onpointerdown: (/** @type {PointerEvent} */ event) => {
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      handle.onpointermove = (/** @type {PointerEvent} */ move) => {
        const box = grid.getBoundingClientRect();
        value = axis === 'x' ? ((move.clientX - box.left) / box.width) * 100 : ((move.clientY - box.top) / box.height) * 100;
        apply();
      };
      handle.onpointerup = () => {
        handle.onpointermove = null;
        handle.onpointerup = null;
        remember(key, value);
      };
    },
  });
  apply();
  return handle;
}
