/** Where things stand on the drawing: sizes of boxes, and a layout that ELK computes in a worker. */

import '../vendor/elkjs/elk-api.js';

/** @typedef {import('./model.js').Namespace} Namespace */
/** @typedef {{x: number, y: number}} Point */

export const CHIP = { width: 168, height: 46, gap: 12 };
const TITLE = 34;
const PADDING = 16;
const LOOP_ROOM = 64;
const MOST_FOR_ELK = 40;
const CHIPS_A_COLUMN = 10;

/** @type {any} */
let elk;

/**
 * The size of a namespace's box and where its devices stand in it.
 * @param {Namespace} ns
 * @returns {{width: number, height: number, chips: Map<string, Point>}}
 */
export function sizeOf(ns) {
  const inner = ns.devices.some((device) => joined(device).some((other) => other.namespace === ns.name));
  const columns = Math.max(1, Math.ceil(Math.sqrt(ns.devices.length / CHIPS_A_COLUMN)));
  const rows = Math.max(1, Math.ceil(ns.devices.length / columns));
  const chips = new Map();
  ordered(ns).forEach((device, at) => chips.set(device.name, {
    x: PADDING + Math.floor(at / rows) * (CHIP.width + CHIP.gap),
    y: TITLE + (at % rows) * (CHIP.height + CHIP.gap),
  }));
  return {
    width: 2 * PADDING + columns * CHIP.width + (columns - 1) * CHIP.gap + (inner ? LOOP_ROOM : 0),
    height: TITLE + rows * (CHIP.height + CHIP.gap) - CHIP.gap + PADDING,
    chips,
  };
}

/** The devices at the other ends of the lines that begin at a device. @param {import('./model.js').Device} device */
function joined(device) {
  return [device.peer, device.below].flatMap((other) => other ?? []);
}

/** The loopback last, and the others as their numbers go. @param {Namespace} ns */
export function ordered(ns) {
  const others = ns.devices.filter((device) => device.name !== 'lo');
  others.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  return [...others, ...ns.devices.filter((device) => device.name === 'lo')];
}

/**
 * Where the boxes stand.
 * @param {Namespace[]} namespaces
 * @param {Map<string, {width: number, height: number}>} sizes
 * @returns {Promise<Map<string, Point>>}
 */
export async function layout(namespaces, sizes) {
  if (namespaces.length > MOST_FOR_ELK) return shelves(namespaces, sizes);
  elk ??= new (/** @type {any} */ (window).ELK)({ workerUrl: new URL('../vendor/elkjs/elk-worker.min.js', import.meta.url).href });
  const rank = ranks(namespaces);
  const edges = [];
  for (const ns of namespaces) {
    for (const device of ns.devices) {
      for (const other of joined(device)) {
        const forward = (rank.get(ns.name) ?? 0) < (rank.get(other.namespace) ?? 0);
        if (other.namespace === ns.name || (device.peer && !forward)) continue;
        const [left, right] = forward ? [ns.name, other.namespace] : [other.namespace, ns.name];
        edges.push({ id: `${ns.name}/${device.name}`, sources: [left], targets: [right] });
      }
    }
  }
  const graph = await elk.layout({
    id: 'lab',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.layered.spacing.nodeNodeBetweenLayers': '110',
      'elk.spacing.nodeNode': '36',
      'elk.spacing.componentComponent': '48',
      'elk.aspectRatio': '1.6',
    },
    children: namespaces.map((ns) => ({ id: ns.name, ...sizes.get(ns.name) })).map(({ id, width, height }) => ({ id, width, height })),
    edges,
  });
  return new Map(graph.children.map((/** @type {any} */ child) => [child.id, { x: child.x, y: child.y }]));
}

/** In which order a walk from the outermost namespaces inwards and on comes by them. @param {Namespace[]} namespaces */
function ranks(namespaces) {
  const byName = new Map(namespaces.map((ns) => [ns.name, ns]));
  const neighbours = (/** @type {Namespace} */ ns) => [...new Set(ns.devices.flatMap((device) => joined(device).map((other) => other.namespace)))]
    .flatMap((name) => (name === ns.name ? [] : byName.get(name) ?? []));
  const rank = new Map();
  for (const start of [...namespaces].sort((a, b) => neighbours(a).length - neighbours(b).length)) {
    const next = [start];
    for (let ns = next.shift(); ns; ns = next.shift()) {
      if (rank.has(ns.name)) continue;
      rank.set(ns.name, rank.size);
      next.push(...neighbours(ns));
    }
  }
  return rank;
}

/**
 * Many boxes: those with many neighbours in the middle, the others on shelves at both sides.
 * @param {Namespace[]} namespaces
 * @param {Map<string, {width: number, height: number}>} sizes
 */
function shelves(namespaces, sizes) {
  const places = new Map();
  const degree = (/** @type {Namespace} */ ns) => ns.devices.filter((device) => device.peer && device.peer.namespace !== ns.name).length;
  const hubs = namespaces.filter((ns) => degree(ns) >= 6);
  const leaves = namespaces.filter((ns) => degree(ns) < 6).sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  let middle = 0;
  let height = 0;
  for (const hub of hubs) {
    places.set(hub.name, { x: 0, y: height });
    middle = Math.max(middle, sizes.get(hub.name)?.width ?? 0);
    height += (sizes.get(hub.name)?.height ?? 0) + 60;
  }
  const rows = Math.max(6, Math.ceil(Math.sqrt(leaves.length * 0.7)));
  const half = Math.ceil(leaves.length / 2);
  [leaves.slice(0, half), leaves.slice(half)].forEach((side, right) => {
    let x = right ? middle + 140 : -140;
    for (let at = 0; at < side.length; at += rows) {
      const column = side.slice(at, at + rows);
      const width = Math.max(...column.map((ns) => sizes.get(ns.name)?.width ?? 0));
      let y = 0;
      for (const ns of column) {
        places.set(ns.name, { x: right ? x : x - width, y });
        y += (sizes.get(ns.name)?.height ?? 0) + 28;
      }
      height = Math.max(height, y);
      x += right ? width + 40 : -width - 40;
    }
  });
  for (const hub of hubs) {
    if (hubs.length === 1) places.set(hub.name, { x: 0, y: Math.max(0, (height - (sizes.get(hub.name)?.height ?? 0)) / 2) });
  }
  return places;
}
