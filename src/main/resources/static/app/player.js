/** Plays a run: packets travel along the drawing, and turn red where they end badly. */

import { h, icon, put, seconds, svg } from './dom.js';
import { hopsAfter } from './hops.js';

const TRAVEL_MS = 650;
const REST_MS = 180;
const MOST = 300;
const MOST_DOTS = 40;
const PLAY = 'M3 2 L14 8 L3 14 z';
const PAUSE = 'M3 2h4v12h-4z M9 2h4v12h-4z';
const STEP = 'M2 2 L10 8 L2 14 z M11 2h3v12h-3z';

export class Player {
  /** @param {import('./model.js').LabModel} model @param {import('./drawing.js').Drawing} drawing */
  constructor(model, drawing) {
    this.model = model;
    this.drawing = drawing;
    /** What moves at the same time: copies of one packet that leave one namespace. @type {import('./hops.js').Hop[][]} */
    this.beats = [];
    this.at = 0;
    this.progress = 0;
    this.speed = 1;
    this.playing = false;
    this.frame = 0;
    this.still = matchMedia('(prefers-reduced-motion: reduce)');
    /** @type {Element[]} */
    this.marks = [];
    /** @type {any[]} */
    this.dots = [];
    this.dotLayer = svg('g', {});
    this.bubble = svg('g', { class: 'bubble', visibility: 'hidden' });
    drawing.overlay.append(this.dotLayer, this.bubble);
    this.element = this.#controls();
    model.addEventListener('ran', (/** @type {any} */ event) => this.load(event.detail.after, event.detail.since));
    model.addEventListener('packets', () => model.packets.length === 0 && this.clear());
    this.#show();
  }

  #controls() {
    this.playButton = h('button', { class: 'small', 'aria-label': 'Play', title: 'Play the last run again', onclick: () => this.toggle() });
    this.stepButton = h('button', { class: 'small', 'aria-label': 'One step', title: 'One step', onclick: () => this.stepOn() }, icon(STEP));
    this.slider = h('input', { type: 'range', min: 0, max: 0, value: 0, 'aria-label': 'Position in the run', oninput: () => this.seek(Number(this.slider.value)) });
    this.label = h('span', { class: 'quiet player-label' });
    const speed = h('select', { 'aria-label': 'Speed', onchange: () => (this.speed = Number(speed.value)) },
      [0.25, 0.5, 1, 2, 5, 20].map((value) => h('option', { value, selected: value === 1 }, `×${value}`)));
    return h('div', { class: 'player', role: 'group', 'aria-label': 'Playback' }, this.playButton, this.stepButton, this.slider, speed, this.label);
  }

  /** Takes the packets after that of a number, and plays them. @param {number} after @param {number} [since] */
  load(after, since) {
    const hops = hopsAfter(this.model, after, since);
    this.beats = beatsOf(hops).slice(0, MOST);
    this.at = 0;
    this.progress = 0;
    const bad = hops.find((hop) => hop.end && (hop.in || hop.out));
    if (bad) this.model.select(bad.in || bad.out);
    else if (hops.length) this.model.select(hops.at(-1)?.in || hops.at(-1)?.out || 0);
    if (!this.still.matches && hops.length) this.play();
    else {
      this.at = Math.max(0, this.beats.length - 1);
      this.progress = 1;
    }
    this.#show();
  }

  clear() {
    this.pause();
    this.beats = [];
    this.at = 0;
    this.#show();
  }

  toggle() {
    if (this.playing) this.pause();
    else {
      if (this.at >= this.beats.length - 1 && this.progress >= 1) this.seek(0);
      this.play();
    }
  }

  play() {
    if (!this.beats.length || this.playing) return;
    this.playing = true;
    let last = performance.now();
    const tick = (/** @type {number} */ now) => {
      if (!this.playing) return;
      this.#advance(((now - last) * this.speed) / TRAVEL_MS);
      last = now;
      this.#show();
      if (this.playing) this.frame = requestAnimationFrame(tick);
    };
    this.frame = requestAnimationFrame(tick);
    this.#show();
  }

  pause() {
    this.playing = false;
    cancelAnimationFrame(this.frame);
    this.#show();
  }

  /** Shows the next hop, at its end. */
  stepOn() {
    this.pause();
    if (this.progress >= 1 && this.at < this.beats.length - 1) this.at++;
    this.progress = 1;
    this.#selectHere();
    this.#show();
  }

  /** @param {number} at */
  seek(at) {
    this.at = Math.min(at, Math.max(0, this.beats.length - 1));
    this.progress = this.playing ? 0 : 1;
    if (!this.playing) this.#selectHere();
    this.#show();
  }

  stop() {
    this.pause();
  }

  #selectHere() {
    const beat = this.beats[this.at];
    const hop = beat?.find((one) => one.end) ?? beat?.[0];
    if (hop && (hop.in || hop.out)) this.model.select(hop.end ? hop.in || hop.out : hop.out || hop.in);
  }

  /** @param {number} by hops */
  #advance(by) {
    const rest = REST_MS / TRAVEL_MS;
    this.progress += by;
    const pause = this.beats[this.at]?.some((hop) => hop.end) ? 4 * rest : rest;
    if (this.progress >= 1 + pause) {
      if (this.at < this.beats.length - 1) {
        this.at++;
        this.progress = 0;
      } else {
        this.progress = 1;
        this.playing = false;
      }
    }
  }

  #show() {
    const beat = this.beats[this.at] ?? [];
    if (this.shownPlaying !== this.playing) {
      this.shownPlaying = this.playing;
      put(this.playButton, icon(this.playing ? PAUSE : PLAY));
      this.playButton.setAttribute('aria-label', this.playing ? 'Pause' : 'Play');
    }
    this.#showPosition(beat);
    const shown = beat.slice(0, MOST_DOTS);
    while (this.dots.length < shown.length) {
      this.dots.push(svg('g', {}, svg('circle', { r: 9 }), svg('text', { y: 4, 'text-anchor': 'middle' })));
      this.dotLayer.append(this.dots.at(-1));
    }
    while (this.dots.length > shown.length) this.dots.pop().remove();
    const done = Math.min(1, this.progress);
    shown.forEach((hop, at) => this.#place(this.dots[at], hop, done));
    this.#mark(done >= 1 ? beat.filter((hop) => hop.end) : []);
  }

  /**
   * What stays as it is is left alone: a slider that is set, if to its own value, has the whole page laid out, sixty times a second.
   * @param {import('./hops.js').Hop[]} beat
   */
  #showPosition(beat) {
    if (this.shownBeats === this.beats && this.shownAt === this.at) return;
    this.shownBeats = this.beats;
    this.shownAt = this.at;
    this.playButton.disabled = this.stepButton.disabled = this.slider.disabled = !this.beats.length;
    this.slider.max = String(Math.max(0, this.beats.length - 1));
    this.slider.value = String(this.at);
    this.label.textContent = beat.length ? `${this.at + 1} of ${this.beats.length}, ${seconds(beat[0].atNs)} s` : 'Nothing has run yet';
  }

  /** @param {any} dot @param {import('./hops.js').Hop} hop @param {number} done */
  #place(dot, hop, done) {
    const { x, y } = this.#where(hop, done);
    dot.setAttribute('transform', `translate(${x},${y})`);
    const bad = hop.end && done >= 1;
    const look = `packet ${kind(hop.summary)}${bad ? ' bad' : ''}`;
    if (dot.getAttribute('class') !== look || dot.hop !== hop) {
      dot.hop = hop;
      dot.setAttribute('class', look);
      dot.lastChild.textContent = bad ? '✕' : letter(hop.summary);
    }
  }

  /** @param {import('./hops.js').Hop} hop @param {number} done */
  #where(hop, done) {
    const link = hop.from === hop.to ? undefined : this.drawing.link(hop.from, hop.to);
    if (link?.path) {
      return this.drawing.along(link.path, link.forth ? done : 1 - done);
    }
    const spot = this.drawing.spot(hop.from);
    const angle = done * 2 * Math.PI;
    return { x: spot.x + 62 + 16 * Math.sin(angle), y: spot.y + 16 - 16 * Math.cos(angle) };
  }

  /** @param {import('./hops.js').Hop[]} hops that ended badly */
  #mark(hops) {
    const hop = hops[0];
    if (hop === this.marked) return;
    this.marked = hop;
    this.marks.splice(0).forEach((mark) => mark.remove());
    this.bubble.setAttribute('visibility', hop ? 'visible' : 'hidden');
    if (!hop?.end) return;
    this.marks = hops.map((one) => this.drawing.mark(one.to, 'refusing'));
    const spot = this.drawing.under(hop.to);
    const lines = wrap(`${hop.end.fate}: ${hop.end.detail}`, 40);
    const width = 12 + 6.6 * Math.max(...lines.map((line) => line.length));
    const below = 8;
    this.bubble.setAttribute('transform', `translate(${spot.x},${spot.y}) scale(${Math.max(1, 0.8 / this.drawing.viewport.scale)})`);
    this.bubble.replaceChildren(
      svg('rect', { x: -width / 2, y: below, width, height: 10 + 17 * lines.length, rx: 7 }),
      ...lines.map((line, at) => svg('text', { x: 0, y: below + 19 + 17 * at, 'text-anchor': 'middle' }, line)));
  }
}

/** Copies of one packet that leave one namespace move together. @param {import('./hops.js').Hop[]} hops */
function beatsOf(hops) {
  /** @type {import('./hops.js').Hop[][]} */
  const beats = [];
  for (const hop of hops) {
    const first = beats.at(-1)?.[0];
    const together = first && hop.from !== hop.to && first.from !== first.to && hop.summary === first.summary
      && hop.atNs - first.atNs < 1e6 && hop.from.split('/')[0] === first.from.split('/')[0];
    if (together) beats.at(-1)?.push(hop);
    else beats.push([hop]);
  }
  return beats;
}

/** @param {string} summary */
export function kind(summary) {
  if (summary.startsWith('ARP')) return 'arp';
  if (summary.includes('ICMP echo')) return 'icmp';
  return summary.includes('ICMP') ? 'error' : 'other';
}

/** @param {string} summary */
function letter(summary) {
  if (summary.startsWith('ARP, Reply') || summary.includes('echo reply')) return '↩';
  return summary.startsWith('ARP') ? '?' : '•';
}

/** @param {string} text @param {number} width */
function wrap(text, width) {
  const lines = [''];
  for (const word of text.split(' ')) {
    if (`${lines.at(-1)} ${word}`.length > width && lines.at(-1)) lines.push(word);
    else lines[lines.length - 1] += (lines.at(-1) ? ' ' : '') + word;
  }
  return lines;
}
