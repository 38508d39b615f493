/** A ladder diagram: a column for each interface, a rung for each way that a packet went, in virtual time. */

import { h, seconds, svg } from './dom.js';
import { hopsAfter } from './hops.js';
import { ordered } from './places.js';
import { kind } from './player.js';

const MOST = 200;
const COLUMN = 128;
const ROW = 34;
const LEFT = 96;
const TOP = 46;

export class Ladder {
  /** @param {import('./model.js').LabModel} model @param {import('./packets.js').PacketList} list whose filter counts here too */
  constructor(model, list) {
    this.model = model;
    this.list = list;
    this.element = h('div', { class: 'ladder scroll', tabindex: 0, role: 'region', 'aria-label': 'Ladder diagram' });
    model.addEventListener('packets', () => this.draw());
    model.addEventListener('selected', () => this.#select());
  }

  /** Draws when it can be seen. */
  draw() {
    if (!this.element.offsetParent) return;
    const shown = new Set(this.list.shown().map((packet) => packet.number));
    const hops = hopsAfter(this.model, 0).filter((hop) => shown.has(hop.out) || shown.has(hop.in)).slice(-MOST);
    if (!hops.length) {
      this.element.replaceChildren(h('p', { class: 'hint' }, 'No packets yet. Send a ping, and its packets stand here in their order.'));
      return;
    }
    const places = this.#columns(hops);
    const x = (/** @type {string} */ place) => LEFT + COLUMN / 2 + places.indexOf(place) * COLUMN;
    const [width, height] = [LEFT + COLUMN * places.length + 190, TOP + ROW * hops.length + 20];
    this.element.replaceChildren(svg('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': 'Packets by interface and time' },
      svg('defs', {}, svg('marker', { id: 'arrow', viewBox: '0 0 8 8', refX: 8, refY: 4, markerWidth: 9, markerHeight: 9, markerUnits: 'userSpaceOnUse', orient: 'auto-start-reverse' }, svg('path', { d: 'M0,0 L8,4 L0,8 z' }))),
      places.map((place) => [
        svg('line', { class: 'pole', x1: x(place), x2: x(place), y1: TOP - 8, y2: height }),
        svg('text', { class: 'pole-ns', x: x(place), y: 16, 'text-anchor': 'middle' }, place.slice(0, place.indexOf('/'))),
        svg('text', { class: 'pole-name', x: x(place), y: 32, 'text-anchor': 'middle' }, place.slice(place.indexOf('/') + 1)),
      ]),
      hops.map((hop, at) => this.#rung(hop, TOP + ROW * at + 20, x, at > 0 ? hops[at - 1].atNs : -1, at === 0))));
    this.#select();
  }

  /** @param {import('./hops.js').Hop[]} hops */
  #columns(hops) {
    const used = new Set(hops.flatMap((hop) => [hop.from, hop.to]));
    return this.model.namespaces.flatMap((ns) => ordered(ns).map((device) => `${ns.name}/${device.name}`)).filter((place) => used.delete(place)).concat([...used]);
  }

  /** @param {import('./hops.js').Hop} hop @param {number} y @param {(place: string) => number} x @param {number} before @param {boolean} first */
  #rung(hop, y, x, before, first) {
    const number = hop.end && hop.in ? hop.in : hop.out || hop.in;
    const [from, to] = [x(hop.from), x(hop.to)];
    const text = hop.summary.replace(/^IP \S+ > \S+: /, '').replace(/, id \d+/, '').replace(/, length \d+$/, '');
    const later = first || hop.atNs - before > 1e6;
    const choose = () => this.model.select(number);
    const middle = hop.from === hop.to ? from + 18 : (from + to) / 2;
    return svg('g', {
      class: `rung ${kind(hop.summary)}${hop.end ? ' bad' : ''}`, 'data-out': hop.out, 'data-in': hop.in, tabindex: 0, role: 'button',
      onclick: choose,
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          choose();
        }
      },
    },
    svg('g', {}, svg('title', {}, `${hop.from} to ${hop.to}: ${hop.summary}${hop.end ? `\n${hop.end.fate}: ${hop.end.detail}` : ''}`),
    svg('rect', { class: 'reach', x: 0, y: y - 20, width: '100%', height: ROW - 4 }),
    svg('text', { class: `time${later ? '' : ' same'}`, x: 6, y: y + 4 }, later ? `${seconds(hop.atNs)}` : `+${Math.round((hop.atNs - before) / 1000)} µs`),
    hop.from === hop.to
      ? svg('path', { class: 'way', d: `M${from},${y - 6} h14 v12 h-14`, 'marker-end': 'url(#arrow)' })
      : svg('line', { class: 'way', x1: from, x2: to, y1: y, y2: y, 'marker-end': 'url(#arrow)' }),
    hop.end ? svg('text', { class: 'cross', x: to + (to < from ? -12 : 12), y: y + 5, 'text-anchor': 'middle' }, '✕') : null,
    svg('text', { class: 'what', x: middle, y: y - 6, 'text-anchor': hop.from === hop.to ? 'start' : 'middle' }, text)));
  }

  #select() {
    for (const rung of this.element.querySelectorAll('.rung')) {
      const chosen = this.model.selected > 0
        && [rung.getAttribute('data-out'), rung.getAttribute('data-in')].includes(String(this.model.selected));
      rung.classList.toggle('chosen', chosen);
      if (chosen) {
        const y = Number(rung.querySelector('.reach')?.getAttribute('y'));
        if (y < this.element.scrollTop || y > this.element.scrollTop + this.element.clientHeight - 60) this.element.scrollTop = y - 60;
      }
    }
  }
}
