/** The guided tour: the article's walk-through, on the lab itself, to the reply on lo. */

import { h } from './dom.js';

/**
 * @typedef {object} Stop
 * @property {string} title
 * @property {string} text
 * @property {string} [target] a selector of what it is about
 * @property {string} [panel] the tab that shows it
 * @property {string[]} [lines] what “Do it” runs
 * @property {(model: import('./model.js').LabModel) => number} [packet] the packet to look at
 */

/** @type {Stop[]} */
const STOPS = [
  {
    title: 'One host, one pair',
    text: 'veth0 and veth1 are the two ends of one cable, and both are in the same host. Their addresses are in one subnet. Will one end answer the other?',
    target: '.drawing',
  },
  {
    title: 'Ask',
    text: 'A ping out of veth0 to the address of veth1. Watch it on the drawing.',
    target: '.terminal',
    lines: ['ping -I veth0 10.1.1.3 -c 2'],
  },
  {
    title: 'Nobody answers',
    text: 'The ARP request leaves veth0 and does arrive at veth1: both saw it. There it ends, without a word. No tool of Linux shows you why.',
    target: '.packet-list',
    panel: 'packets',
    packet: (model) => model.packets.find((packet) => packet.interface === 'veth1' && model.end(packet.number))?.number ?? 0,
  },
  {
    title: 'Why',
    text: 'The sender’s address is one of the host’s own, and a packet from oneself that comes in from outside is suspicious. The setting accept_local lets it pass.',
    target: '.why',
    panel: 'why',
    lines: ['sysctl -w net.ipv4.conf.veth1.accept_local=1', 'sysctl -w net.ipv4.conf.veth0.accept_local=1', 'ping -I veth0 10.1.1.3 -c 2'],
  },
  {
    title: 'The next gate',
    text: 'Now another rule refuses it: with rp_filter the kernel asks where an answer would go, and it would not go out of veth1. Each of the settings is switched off, “all” too, since the greater value counts.',
    target: '.why',
    panel: 'why',
    lines: ['sysctl -w net.ipv4.conf.all.rp_filter=0', 'sysctl -w net.ipv4.conf.veth0.rp_filter=0', 'sysctl -w net.ipv4.conf.veth1.rp_filter=0', 'ping -I veth0 10.1.1.3 -c 2'],
  },
  {
    title: 'An answer',
    text: 'ARP is answered now, the echo request crosses the cable from veth0 to veth1, and ping counts replies. But look at the ladder: no echo reply on either end.',
    target: '.ladder',
    panel: 'ladder',
    packet: (model) => model.packets.filter((packet) => packet.summary.includes('echo request')).at(-1)?.number ?? 0,
  },
  {
    title: 'The reply is on lo',
    text: 'The reply goes to an address of this same host, and the table “local” is asked before all others: so it never leaves, and passes on lo alone. That is the whole secret.',
    target: '.why',
    panel: 'why',
    packet: (model) => model.packets.filter((packet) => packet.interface === 'lo' && packet.summary.includes('echo reply')).at(-1)?.number ?? 0,
  },
];

export class Tour {
  /** @param {import('./model.js').LabModel} model @param {(line: string) => Promise<any>} type @param {(tab: string) => void} reveal shows a tab */
  constructor(model, type, reveal) {
    this.model = model;
    this.type = type;
    this.reveal = reveal;
    this.at = 0;
    this.title = h('h2', { id: 'tour-title', tabindex: -1 });
    this.text = h('p', {});
    this.lines = h('pre', {});
    this.progress = h('span', { class: 'quiet' });
    this.back = h('button', { class: 'small', onclick: () => this.go(this.at - 1) }, 'Back');
    this.next = h('button', { class: 'small primary', id: 'tour-next', onclick: () => this.#forth() });
    this.element = h('section', { class: 'tour', 'aria-labelledby': 'tour-title', hidden: true }, this.title, this.text, this.lines,
      h('p', { class: 'buttons' }, this.progress, h('button', { class: 'small', onclick: () => this.stop() }, 'End the tour'), this.back, this.next));
  }

  start() {
    this.element.hidden = false;
    this.go(0);
  }

  stop() {
    this.element.hidden = true;
    this.#light(undefined);
  }

  /** @param {number} at */
  go(at) {
    this.at = at;
    const stop = STOPS[at];
    if (stop.panel) this.reveal(stop.panel);
    if (stop.packet) this.model.select(stop.packet(this.model));
    this.title.textContent = stop.title;
    this.text.textContent = stop.text;
    this.lines.textContent = stop.lines?.join('\n') ?? '';
    this.lines.hidden = !stop.lines;
    this.progress.textContent = `${at + 1} of ${STOPS.length}`;
    this.back.disabled = at === 0;
    this.next.disabled = false;
    this.next.textContent = stop.lines ? 'Do it' : at === STOPS.length - 1 ? 'Done' : 'Next';
    this.#light(stop.target);
    this.title.focus({ preventScroll: true });
  }

  async #forth() {
    const stop = STOPS[this.at];
    if (stop.lines) {
      this.next.disabled = true;
      for (const line of stop.lines) await this.type(line);
    }
    if (this.at < STOPS.length - 1) this.go(this.at + 1);
    else this.stop();
  }

  /** @param {string | undefined} selector */
  #light(selector) {
    document.querySelectorAll('.tour-target').forEach((element) => element.classList.remove('tour-target'));
    const target = selector && document.querySelector(selector)?.closest('.panel');
    if (target) {
      this.element.classList.toggle('leftward', Boolean(target.closest('.right')));
      target.classList.add('tour-target');
      if (innerWidth < 800) target.scrollIntoView({ block: 'start' });
    }
  }
}
