/** The topology as a drawing: namespaces are boxes, devices chips in them, pairs the lines between. */

import { attempt, h, svg } from './dom.js';
import { recall, remember } from './memory.js';
import { CHIP, layout, sizeOf } from './places.js';
import { Viewport } from './viewport.js';

/** How many letters of a name and a kind stand side by side in a chip; the kind is in its title as well. */
const ROOM_FOR_WORDS = 14;

/** Tells `device` (one was chosen), `ping` (dragged from one to another), by `event.detail`. */
export class Drawing extends EventTarget {
  /** @param {import('./model.js').LabModel} model */
  constructor(model) {
    super();
    this.model = model;
    this.key = `vethlab.places.${model.id}`;
    /** @type {Map<string, import('./places.js').Point>} */
    this.places = new Map(Object.entries(recall(this.key, {})));
    this.moved = new Set(this.places.keys());
    /** @type {Map<string, any>} */
    this.sizes = new Map();
    /** @type {Map<string, SVGGElement>} */
    this.boxes = new Map();
    /** @type {Map<string, SVGPathElement>} */
    this.links = new Map();
    /** @type {WeakMap<SVGPathElement, {shape: string, length: number}>} */
    this.lengths = new WeakMap();
    this.drawn = '';
    this.linkLayer = svg('g', { class: 'links' });
    this.boxLayer = svg('g', { class: 'boxes' });
    this.overlay = svg('g', { class: 'overlay', 'aria-hidden': 'true' });
    this.world = svg('g', { class: 'world' }, this.boxLayer, this.linkLayer);
    this.picture = svg('svg', { class: 'topology', role: 'group', 'aria-label': 'Topology' }, this.world);
    this.above = svg('svg', { class: 'above', 'aria-hidden': 'true' }, this.overlay);
    this.empty = h('p', { class: 'hint floating', hidden: true }, 'Only the host is here. Add a pair or a namespace with the buttons above, or type in the terminal.');
    this.element = h('div', { class: 'drawing' }, this.picture, this.above, this.empty);
    this.viewport = new Viewport(this.picture, [this.world, this.overlay], this.above);
    model.addEventListener('changed', () => this.draw());
  }

  /** Draws the lab as it is; what did not change is left alone. */
  async draw() {
    const { namespaces } = this.model;
    const state = JSON.stringify(namespaces);
    if (state === this.drawn) return;
    const shape = JSON.stringify(namespaces.map((ns) => [ns.name, ns.devices.map((device) => [device.name, device.peer, device.below])]));
    let rearranged = false;
    this.drawn = state;
    this.sizes = new Map(namespaces.map((ns) => [ns.name, sizeOf(ns)]));
    if (shape !== this.shape) {
      const anew = !this.shape || !this.moved.size || namespaces.some((ns) => !this.places.has(ns.name)) || this.#crowded();
      this.shape = shape;
      if (anew) await this.arrange(false);
      rearranged = anew;
    }
    this.boxLayer.replaceChildren(...namespaces.map((ns) => this.#box(ns)));
    this.#drawLinks();
    this.empty.hidden = namespaces.some((ns) => ns.devices.some((device) => device.name !== 'lo'));
    if (rearranged) this.fit();
  }

  /** Whether boxes have grown into each other. */
  #crowded() {
    const boxes = [...this.sizes].map(([name, size]) => ({ ...size, ...(this.places.get(name) ?? { x: 0, y: 0 }) }));
    return boxes.some((one, at) => boxes.slice(at + 1).some((other) => one.x < other.x + other.width && other.x < one.x + one.width
      && one.y < other.y + other.height && other.y < one.y + one.height));
  }

  /** Lays everything out by itself. @param {boolean} all also what was put somewhere by hand */
  async arrange(all) {
    const found = await attempt(() => layout(this.model.namespaces, this.sizes));
    for (const [name, place] of found ?? []) {
      if (all || !this.moved.has(name)) this.places.set(name, place);
    }
    if (all) {
      this.moved.clear();
      this.#save();
      this.boxes.forEach((_, name) => this.#move(name));
      this.#drawLinks();
      this.fit();
    }
  }

  fit() {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [name, size] of this.sizes) {
      const { x, y } = this.places.get(name) ?? { x: 0, y: 0 };
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x + size.width);
      bottom = Math.max(bottom, y + size.height);
    }
    if (left < Infinity) this.viewport.fit(left, top, right - left, bottom - top);
  }

  /** The middle of a device, on the drawing. @param {string} place namespace/interface */
  spot(place) {
    const slash = place.indexOf('/');
    const box = this.places.get(place.slice(0, slash)) ?? { x: 0, y: 0 };
    const chip = this.sizes.get(place.slice(0, slash))?.chips.get(place.slice(slash + 1)) ?? { x: 0, y: 0 };
    return { x: box.x + chip.x + CHIP.width / 2, y: box.y + chip.y + CHIP.height / 2 };
  }

  /** The middle of the lower edge of a device's namespace. @param {string} place namespace/interface */
  under(place) {
    const name = place.slice(0, place.indexOf('/'));
    const box = this.places.get(name) ?? { x: 0, y: 0 };
    const size = this.sizes.get(name) ?? { width: 0, height: 0 };
    return { x: box.x + size.width / 2, y: box.y + size.height };
  }

  /** The line between two devices, and whether it runs from the first to the second. @param {string} from @param {string} to */
  link(from, to) {
    const straight = this.links.get(`${from} ${to}`);
    return straight ? { path: straight, forth: true } : { path: this.links.get(`${to} ${from}`), forth: false };
  }

  /** A point of a line. @param {SVGPathElement} path @param {number} part of its length */
  along(path, part) {
    const known = this.lengths.get(path);
    const shape = path.getAttribute('d') ?? '';
    if (known?.shape === shape) return path.getPointAtLength(known.length * part);
    const length = path.getTotalLength();
    this.lengths.set(path, { shape, length });
    return path.getPointAtLength(length * part);
  }

  /** Draws a frame around a device, and returns it. @param {string} place @param {string} kind a class */
  mark(place, kind) {
    const { x, y } = this.spot(place);
    const frame = svg('rect', { class: kind, x: x - CHIP.width / 2, y: y - CHIP.height / 2, width: CHIP.width, height: CHIP.height, rx: 8 });
    this.overlay.prepend(frame);
    return frame;
  }

  /** @param {import('./model.js').Namespace} ns */
  #box(ns) {
    const size = this.sizes.get(ns.name);
    const title = svg('g', { class: 'title' },
      svg('rect', { class: 'handle', width: size.width, height: 30, rx: 10 }),
      svg('text', { x: 16, y: 21 }, ns.name),
      svg('title', {}, 'Drag to move'));
    const box = svg('g', {
      class: `box${ns.name === 'host' ? ' host' : ''}`, 'data-namespace': ns.name, tabindex: 0, role: 'group',
      'aria-label': `Namespace ${ns.name}; arrow keys move it`,
    },
    svg('rect', { class: 'frame', width: size.width, height: size.height, rx: 10 }), title,
    ns.devices.map((device) => this.#chip(ns.name, device, size.chips.get(device.name))));
    this.boxes.set(ns.name, box);
    this.#move(ns.name);
    this.viewport.drag(title, (dx, dy) => this.shift(ns.name, dx, dy), () => this.#save());
    box.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
      const way = { ArrowLeft: [-20, 0], ArrowRight: [20, 0], ArrowUp: [0, -20], ArrowDown: [0, 20] }[event.key];
      if (way && event.target === box) {
        event.preventDefault();
        this.shift(ns.name, way[0], way[1]);
        this.#save();
      }
    });
    return box;
  }

  /** @param {string} namespace @param {import('./model.js').Device} device @param {import('./places.js').Point} at */
  #chip(namespace, device, at) {
    const place = `${namespace}/${device.name}`;
    const state = stateOf(device);
    const choose = () => this.dispatchEvent(new CustomEvent('device', { detail: { namespace, device: device.name } }));
    const details = [device.addresses[0] ?? '', device.addresses.length > 1 ? `+${device.addresses.length - 1}` : '',
      device.master ? `in ${device.master}` : ''].filter(Boolean).join(' ');
    const chip = svg('g', {
      class: `chip ${state} kind-${device.kind}`, 'data-place': place, transform: `translate(${at.x},${at.y})`, tabindex: 0, role: 'button',
      onclick: choose,
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          choose();
        }
      },
    },
    svg('g', {},
      svg('title', {}, `${device.name} (${device.kind}) in ${namespace}, ${state}\n${device.mac ?? ''}, mtu ${device.mtu ?? ''}\n${device.addresses.join('\n')}`),
      svg('rect', { class: 'body', width: CHIP.width, height: CHIP.height, rx: 8 }),
      svg('circle', { class: 'lamp', cx: 15, cy: 15, r: 4.5 }),
      svg('text', { class: 'name', x: 27, y: 19 }, device.name),
      svg('text', { class: 'kind', x: CHIP.width - 34, y: 19, 'text-anchor': 'end' }, device.kind === 'loopback' || device.name.length + device.kind.length > ROOM_FOR_WORDS ? '' : device.kind),
      svg('text', { class: 'address', x: 14, y: 37 }, details || (device.kind === 'loopback' ? '' : 'no address'))));
    const pull = svg('g', { class: 'pull', 'aria-hidden': 'true', transform: `translate(${CHIP.width - 18},23)` },
      svg('title', {}, 'Drag to another device or namespace: ping'),
      svg('circle', { r: 11 }), svg('path', { d: 'M-5,0 H4 M0,-4 L4,0 L0,4' }));
    chip.append(pull);
    this.#pingBy(pull, namespace, device.name);
    return chip;
  }

  /** @param {SVGGElement} pull @param {string} namespace @param {string} device */
  #pingBy(pull, namespace, device) {
    /** @type {SVGLineElement | undefined} */
    let line;
    const start = () => this.spot(`${namespace}/${device}`);
    let at = { x: 0, y: 0 };
    pull.addEventListener('click', (event) => event.stopPropagation());
    this.viewport.drag(pull, (dx, dy, event) => {
      if (!line) {
        at = { x: start().x + CHIP.width / 2 - 18, y: start().y };
        line = svg('line', { class: 'pulling', x1: at.x, y1: at.y });
        this.overlay.append(line);
      }
      const end = this.viewport.point(event);
      line?.setAttribute('x2', String(end.x));
      line?.setAttribute('y2', String(end.y));
    }, (event) => {
      line?.remove();
      line = undefined;
      const target = document.elementFromPoint(event.clientX, event.clientY);
      const place = target?.closest('[data-place]')?.getAttribute('data-place');
      const box = target?.closest('[data-namespace]')?.getAttribute('data-namespace');
      if (box && place !== `${namespace}/${device}`) {
        const to = place ? place.slice(place.indexOf('/') + 1) : undefined;
        this.dispatchEvent(new CustomEvent('ping', { detail: { namespace, device, toNamespace: box, toDevice: to } }));
      }
    });
  }

  /** @param {string} name @param {number} dx @param {number} dy */
  shift(name, dx, dy) {
    const place = this.places.get(name) ?? { x: 0, y: 0 };
    this.places.set(name, { x: place.x + dx, y: place.y + dy });
    this.moved.add(name);
    this.#move(name);
    this.#drawLinks(name);
  }

  /** @param {string} name */
  #move(name) {
    const { x, y } = this.places.get(name) ?? { x: 0, y: 0 };
    this.boxes.get(name)?.setAttribute('transform', `translate(${x},${y})`);
  }

  #save() {
    const known = new Set(this.model.namespaces.map((ns) => ns.name));
    remember(this.key, Object.fromEntries([...this.places].filter(([name]) => this.moved.has(name) && known.has(name))));
  }

  /** @param {string} [only] a namespace */
  #drawLinks(only) {
    if (!only) {
      this.links.clear();
      this.linkLayer.replaceChildren();
    }
    for (const ns of this.model.namespaces) {
      for (const device of ns.devices) {
        const near = `${ns.name}/${device.name}`;
        for (const [far, kind] of neighbours(ns.name, device)) {
          if (kind === 'pair' && near > far) continue;
          if (only && ns.name !== only && !far.startsWith(`${only}/`)) continue;
          const key = `${near} ${far}`;
          let path = this.links.get(key);
          if (!path) {
            path = /** @type {SVGPathElement} */ (svg('path', { class: `link ${kind} ${device.up ? '' : 'down'}` }));
            this.links.set(key, path);
            this.linkLayer.append(path);
          }
          path.setAttribute('d', this.#curve(near, far));
        }
      }
    }
  }

  /** @param {string} near @param {string} far */
  #curve(near, far) {
    const [a, b] = [this.spot(near), this.spot(far)];
    const half = CHIP.width / 2;
    if (Math.abs(a.x - b.x) < CHIP.width) {
      const out = Math.max(a.x, b.x) + half + 34 + Math.min(80, Math.abs(a.y - b.y) / 6);
      return `M${a.x + half},${a.y} C${out},${a.y} ${out},${b.y} ${b.x + half},${b.y}`;
    }
    const side = a.x < b.x ? 1 : -1;
    const bend = Math.max(30, Math.abs(a.x - b.x) / 3);
    return `M${a.x + side * half},${a.y} C${a.x + side * (half + bend)},${a.y} ${b.x - side * (half + bend)},${b.y} ${b.x - side * half},${b.y}`;
  }
}

/** @param {string} namespace @param {import('./model.js').Device} device @returns {[string, string][]} */
function neighbours(namespace, device) {
  /** @type {[string, string][]} */
  const found = [];
  if (device.peer) found.push([`${device.peer.namespace}/${device.peer.name}`, 'pair']);
  if (device.below) found.push([`${device.below.namespace}/${device.below.name}`, 'stacked']);
  if (device.master) found.push([`${namespace}/${device.master}`, 'port']);
  return found;
}

/** @param {import('./model.js').Device} device */
function stateOf(device) {
  if (!device.up) return 'down';
  return device.operstate === 'DOWN' || device.operstate === 'LOWERLAYERDOWN' ? 'no-carrier' : 'up';
}
