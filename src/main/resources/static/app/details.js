/** The selected packet in full: its headers as a tree, and its bytes with the chosen field lit. */

import { get } from './api.js';
import { attempt, h, seconds } from './dom.js';
import { dissect } from './fields.js';

export class PacketDetails {
  /** @param {import('./model.js').LabModel} model */
  constructor(model) {
    this.model = model;
    this.element = h('div', { class: 'details scroll', tabindex: 0, role: 'region', 'aria-label': 'Packet details' });
    model.addEventListener('selected', () => this.show());
    this.show();
  }

  async show() {
    const number = this.model.selected;
    const packet = this.model.byNumber.get(number);
    if (!packet) {
      this.element.replaceChildren(h('p', { class: 'hint' }, 'Choose a packet in the list or in the ladder.'));
      return;
    }
    const answer = await attempt(() => get(`${this.model.path}/packets/${number}`));
    if (!answer || this.model.selected !== number) return;
    const bytes = Uint8Array.from(answer.frame.match(/../g) ?? [], (/** @type {string} */ pair) => parseInt(pair, 16));
    const cells = [...bytes].map((octet) => h('span', {}, octet.toString(16).padStart(2, '0')));
    const light = (/** @type {number} */ from, /** @type {number} */ to) => cells.forEach((cell, at) => cell.classList.toggle('lit', at >= from && at < to));
    this.element.replaceChildren(
      h('p', { class: 'quiet' }, `Packet ${number}, ${packet.direction} on ${packet.namespace}/${packet.interface}, ${seconds(packet.atNs)} s, ${bytes.length} bytes`),
      this.#dump(cells, bytes),
      h('div', { class: 'tree' }, dissect(bytes).map((header) => h('details', { open: true },
        h('summary', { onfocus: () => light(header.from, header.to), onmouseenter: () => light(header.from, header.to) }, header.name),
        h('ul', {}, header.fields.map((field) => h('li', {}, h('button', {
          class: 'field',
          onfocus: () => light(field.from, field.to),
          onmouseenter: () => light(field.from, field.to),
          onclick: () => light(field.from, field.to),
        }, `${field.name}: `, h('b', {}, field.value)))))))));
  }

  /** @param {any[]} cells @param {Uint8Array} bytes */
  #dump(cells, bytes) {
    const rows = [];
    for (let at = 0; at < bytes.length; at += 16) {
      const text = [...bytes.subarray(at, at + 16)].map((octet) => (octet >= 32 && octet < 127 ? String.fromCharCode(octet) : '.')).join('');
      rows.push(h('div', {}, h('span', { class: 'offset' }, at.toString(16).padStart(4, '0')), h('span', { class: 'hex' }, cells.slice(at, at + 16)), h('span', { class: 'ascii' }, text)));
    }
    return h('div', { class: 'bytes', role: 'group', 'aria-label': 'Bytes' }, rows);
  }
}
