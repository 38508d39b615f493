/** The packets of all interfaces as a list, with a filter in tcpdump's words. */

import { all } from './api.js';
import { attempt, h, seconds } from './dom.js';
import { kind } from './player.js';

const MOST_ROWS = 600;

export class PacketList {
  /** @param {import('./model.js').LabModel} model */
  constructor(model) {
    this.model = model;
    /** The numbers that the filter lets pass; undefined without a filter. @type {Set<number> | undefined} */
    this.passing = undefined;
    this.filter = h('input', {
      type: 'search', id: 'packet-filter', placeholder: 'tcpdump filter, such as arp or icmp', 'aria-label': 'Filter, in tcpdump’s words',
      onchange: () => this.#apply(), onsearch: () => this.#apply(),
    });
    this.count = h('span', { class: 'quiet', role: 'status' });
    this.body = h('tbody', {});
    this.empty = h('p', { class: 'hint' }, 'No packets yet. Send a ping, and every interface shows what it saw.');
    this.table = h('table', { class: 'packets', role: 'grid', 'aria-label': 'Packets', onkeydown: (/** @type {KeyboardEvent} */ event) => this.#keys(event) },
      h('thead', {}, h('tr', {}, ['No.', 'Time', 'Where', '', 'Packet', 'End'].map((name) => h('th', { scope: 'col' }, name || h('span', { class: 'hidden' }, 'Direction'))))),
      this.body);
    this.element = h('div', { class: 'packet-list' },
      h('div', { class: 'bar' }, this.filter, this.count), h('div', { class: 'scroll', tabindex: -1 }, this.table, this.empty));
    model.addEventListener('packets', () => this.#apply());
    model.addEventListener('selected', () => this.#select());
    this.body.addEventListener('click', (/** @type {any} */ event) => {
      const row = event.target.closest('tr');
      if (row) model.select(Number(row.dataset.number));
    });
  }

  async #apply() {
    const text = this.filter.value.trim();
    this.filter.classList.remove('wrong');
    if (text) {
      const found = await attempt(() => all(`${this.model.path}/packets?filter=${encodeURIComponent(text)}`, 'packets'));
      this.filter.classList.toggle('wrong', !found);
      this.passing = found ? new Set(found.map((packet) => packet.number)) : undefined;
    } else {
      this.passing = undefined;
    }
    this.#draw();
  }

  /** The packets that are shown. */
  shown() {
    return this.model.packets.filter((packet) => !this.passing || this.passing.has(packet.number));
  }

  #draw() {
    const shown = this.shown();
    const rows = shown.slice(-MOST_ROWS);
    this.body.replaceChildren(...rows.map((packet) => this.#row(packet)));
    this.count.textContent = rows.length < shown.length ? `the newest ${rows.length} of ${shown.length}` : `${shown.length} packets`;
    this.empty.hidden = rows.length > 0;
    this.table.hidden = rows.length === 0;
    this.empty.textContent = this.passing && this.model.packets.length
      ? 'The filter lets no packet pass.' : 'No packets yet. Send a ping, and every interface shows what it saw.';
    this.#select();
  }

  /** @param {import('./model.js').Packet} packet */
  #row(packet) {
    const end = this.model.end(packet.number);
    return h('tr', { class: `${kind(packet.summary)}${end ? ' bad' : ''}`, 'data-number': packet.number, 'aria-selected': 'false', tabindex: -1 },
      h('td', { class: 'number' }, packet.number),
      h('td', { class: 'number' }, seconds(packet.atNs)),
      h('td', {}, packet.namespace === 'host' ? packet.interface : `${packet.namespace}/${packet.interface}`),
      h('td', { title: packet.direction }, h('span', { 'aria-label': packet.direction, role: 'img' }, packet.direction === 'out' ? '↑' : '↓')),
      h('td', { class: 'summary', title: packet.summary }, packet.summary),
      h('td', { class: 'end' }, end ? end.reason ?? end.fate : ''));
  }

  #select() {
    const chosen = this.body.querySelector(`tr[data-number="${this.model.selected}"]`);
    for (const row of this.body.querySelectorAll('tr[aria-selected="true"]')) {
      row.setAttribute('aria-selected', 'false');
      row.tabIndex = -1;
    }
    const focusable = chosen ?? this.body.firstElementChild;
    if (focusable) focusable.tabIndex = 0;
    if (chosen) {
      chosen.setAttribute('aria-selected', 'true');
      const scroll = /** @type {HTMLElement} */ (this.element.querySelector('.scroll'));
      const [top, height] = [chosen.offsetTop, chosen.offsetHeight];
      if (top < scroll.scrollTop + 30) scroll.scrollTop = top - 40;
      else if (top + height > scroll.scrollTop + scroll.clientHeight) scroll.scrollTop = top + height - scroll.clientHeight + 20;
    }
  }

  /** @param {KeyboardEvent} event */
  #keys(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const rows = [...this.body.children];
    const at = rows.findIndex((row) => row.getAttribute('aria-selected') === 'true');
    const next = /** @type {HTMLElement | undefined} */ (rows[Math.max(0, Math.min(rows.length - 1, at + by))]);
    if (next) {
      this.model.select(Number(next.dataset.number));
      next.focus();
    }
  }
}
