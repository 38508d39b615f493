/** A small picture of a topology, for its card. */

import { svg } from './dom.js';

const LEAST_WIDTH = 300;
const LEAST_HEIGHT = 110;
const LEAST_STEP = 100;
const MOST_BOXES = 9;
const MOST_DEVICES = 7;
const LONGEST_NAME = 11;

/** @param {any} topology @returns {SVGElement} */
export function miniature(topology) {
  const shown = topology.namespaces.filter((/** @type {any} */ ns) => (ns.interfaces ?? []).some((/** @type {any} */ d) => d.name !== 'lo'));
  const boxes = chain(shown.length ? shown : topology.namespaces.slice(0, 1));
  const step = Math.max(LEAST_STEP, LEAST_WIDTH / boxes.length);
  const width = Math.min(90, step - 18);
  const most = Math.max(...boxes.map((ns) => visible(ns).length));
  const row = most > 3 ? 24 : 30;
  const height = Math.max(LEAST_HEIGHT, 38 + most * row);
  /** @type {Map<string, [number, number]>} */
  const places = new Map();
  const drawing = svg('svg', { class: 'miniature', viewBox: `0 0 ${step * boxes.length} ${height}`, 'aria-hidden': 'true' });
  const links = svg('g', { class: 'm-links' });
  drawing.append(links);
  boxes.forEach((ns, index) => {
    const x = step * index + (step - width) / 2;
    const devices = visible(ns);
    drawing.append(
      svg('rect', { class: 'm-box', x, y: 16, width, height: height - 32, rx: 8 }),
      svg('text', { x: x + width / 2, y: 11, 'text-anchor': 'middle' }, ns.name));
    devices.forEach((/** @type {any} */ device, /** @type {number} */ at) => {
      const y = height / 2 + (at - (devices.length - 1) / 2) * row;
      places.set(`${ns.name}/${device.name}`, [x + width / 2, y]);
      drawing.append(
        svg('rect', { class: 'm-device', x: x + 6, y: y - 9, width: width - 12, height: 18, rx: 5 }),
        svg('text', { x: x + width / 2, y: y + 4, 'text-anchor': 'middle' }, shortened(device.name)));
    });
  });
  for (const ns of boxes) {
    for (const device of ns.interfaces ?? []) {
      const from = places.get(`${ns.name}/${device.name}`);
      const to = device.peer && places.get(`${device.peer.namespace}/${device.peer.name}`);
      if (from && to && (from[0] < to[0] || (from[0] === to[0] && from[1] < to[1]))) {
        const half = width / 2 - 6;
        links.append(svg('path', {
          d: from[0] === to[0]
            ? `M${from[0] + half},${from[1]} C${from[0] + half + 50},${from[1]} ${to[0] + half + 50},${to[1]} ${to[0] + half},${to[1]}`
            : `M${from[0] + half},${from[1]} L${to[0] - half},${to[1]}`,
        }));
      }
    }
  }
  drawing.append(links);
  return drawing;
}

/** What is drawn of a namespace. @param {any} ns @returns {any[]} */
function visible(ns) {
  return (ns.interfaces ?? []).filter((/** @type {any} */ d) => d.name !== 'lo').slice(0, MOST_DEVICES);
}

/** A name that fits. @param {string} name */
function shortened(name) {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}

/** Namespaces in an order in which neighbours stand side by side. @param {any[]} namespaces @returns {any[]} */
function chain(namespaces) {
  const byName = new Map(namespaces.map((ns) => [ns.name, ns]));
  const neighbours = (/** @type {any} */ ns) => [...new Set((ns.interfaces ?? []).map((/** @type {any} */ d) => d.peer?.namespace))]
    .filter((name) => name && name !== ns.name && byName.has(name));
  const order = [];
  const left = new Set(namespaces);
  while (left.size) {
    let next = [...left].sort((a, b) => neighbours(a).length - neighbours(b).length)[0];
    while (next) {
      order.push(next);
      left.delete(next);
      next = neighbours(next).map((name) => byName.get(name)).find((ns) => left.has(ns));
    }
  }
  return order.slice(0, MOST_BOXES);
}
