/** The ways that packets went: pairs of a packet going out and the same packet coming in, and the ends they met. */

/**
 * @typedef {object} Hop
 * @property {string} from namespace/interface
 * @property {string} to the same place where the packet went nowhere else
 * @property {number} out the number of the packet, 0 where there was none
 * @property {number} in the number of the packet at the other end, or 0
 * @property {number} atNs
 * @property {string} summary
 * @property {import('./model.js').Step | undefined} end why it went no further
 */

/**
 * @param {import('./model.js').LabModel} model
 * @param {number} after only packets with a greater number
 * @param {number} [since] only later steps about no packet
 * @returns {Hop[]}
 */
export function hopsAfter(model, after, since = Infinity) {
  /** @type {Hop[]} */
  const hops = [];
  /** @type {Map<string, Hop[]>} */
  const open = new Map();
  for (const packet of model.packets) {
    if (packet.number <= after) continue;
    const place = `${packet.namespace}/${packet.interface}`;
    if (packet.direction === 'out') {
      const peer = model.device(packet.namespace, packet.interface)?.peer;
      const hop = {
        from: place, to: place, out: packet.number, in: 0, atNs: packet.atNs, summary: packet.summary, end: model.end(packet.number),
      };
      hops.push(hop);
      if (peer) {
        const key = `${peer.namespace}/${peer.name} ${packet.summary}`;
        open.set(key, [...(open.get(key) ?? []), hop]);
      }
    } else {
      const waiting = open.get(`${place} ${packet.summary}`)?.shift();
      if (waiting) {
        waiting.to = place;
        waiting.in = packet.number;
        waiting.end = model.end(packet.number);
      } else {
        hops.push({
          from: place, to: place, out: 0, in: packet.number, atNs: packet.atNs, summary: packet.summary, end: model.end(packet.number),
        });
      }
    }
  }
  for (const step of model.steps) {
    if (step.packet === null && step.fate === 'dropped' && step.interface && step.atNs > since) {
      const place = `${step.namespace}/${step.interface}`;
      hops.push({ from: place, to: place, out: 0, in: 0, atNs: step.atNs, summary: step.detail, end: step });
    }
  }
  return hops.sort((a, b) => a.atNs - b.atNs || (a.out || a.in) - (b.out || b.in));
}

/** The packet at the other end of the same hop. @param {import('./model.js').LabModel} model @param {number} number */
export function otherEnd(model, number) {
  const hop = hopsAfter(model, 0).find((one) => one.out === number || one.in === number);
  return hop ? (hop.out === number ? hop.in : hop.out) : 0;
}
