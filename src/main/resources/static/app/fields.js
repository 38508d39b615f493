/** The headers of a frame, field by field, with the bytes that each stands in. */

/**
 * @typedef {{name: string, value: string, from: number, to: number}} Field
 * @typedef {{name: string, from: number, to: number, fields: Field[]}} Header
 */

const ETHERNET_TYPES = /** @type {Record<number, string>} */ ({ 0x0800: 'IPv4', 0x0806: 'ARP', 0x8100: '802.1Q', 0x88a8: '802.1ad', 0x86dd: 'IPv6' });
const PROTOCOLS = /** @type {Record<number, string>} */ ({ 1: 'ICMP', 2: 'IGMP', 4: 'IPIP', 6: 'TCP', 17: 'UDP', 47: 'GRE' });
const ICMP_TYPES = /** @type {Record<number, string>} */ ({
  0: 'echo reply', 3: 'destination unreachable', 5: 'redirect', 8: 'echo request', 11: 'time exceeded', 12: 'parameter problem',
});

/** @param {Uint8Array} bytes @returns {Header[]} */
export function dissect(bytes) {
  const reader = new Reader(bytes);
  /** @type {Header[]} */
  const headers = [];
  reader.header(headers, 'Ethernet', 14, (at) => [
    ['Destination', reader.mac(at), at, at + 6],
    ['Source', reader.mac(at + 6), at + 6, at + 12],
    ['Type', named(reader.u16(at + 12), ETHERNET_TYPES, 4), at + 12, at + 14],
  ]);
  let type = reader.u16(12);
  while ((type === 0x8100 || type === 0x88a8) && reader.left() >= 4) {
    const at = reader.at;
    type = reader.u16(at + 2);
    reader.header(headers, '802.1Q VLAN', 4, () => [
      ['Priority', String(bytes[at] >> 5), at, at + 1],
      ['VLAN id', String(reader.u16(at) & 0xfff), at, at + 2],
      ['Type', named(type, ETHERNET_TYPES, 4), at + 2, at + 4],
    ]);
  }
  if (type === 0x0806 && reader.left() >= 28) arp(reader, headers);
  if (type === 0x0800 && reader.left() >= 20) ip(reader, headers);
  if (reader.left() > 0) {
    const [from, to] = [reader.at, bytes.length];
    headers.push({ name: `Data, ${to - from} bytes`, from, to, fields: [] });
  }
  return headers;
}

/** @param {Reader} reader @param {Header[]} headers */
function arp(reader, headers) {
  const operation = reader.u16(reader.at + 6);
  reader.header(headers, `ARP ${{ 1: 'request', 2: 'reply' }[operation] ?? ''}`, 28, (at) => [
    ['Hardware type', String(reader.u16(at)), at, at + 2],
    ['Protocol type', named(reader.u16(at + 2), ETHERNET_TYPES, 4), at + 2, at + 4],
    ['Operation', `${operation} (${{ 1: 'who has', 2: 'is at' }[operation] ?? 'other'})`, at + 6, at + 8],
    ['Sender MAC', reader.mac(at + 8), at + 8, at + 14],
    ['Sender IP', reader.ip(at + 14), at + 14, at + 18],
    ['Target MAC', reader.mac(at + 18), at + 18, at + 24],
    ['Target IP', reader.ip(at + 24), at + 24, at + 28],
  ]);
}

/** @param {Reader} reader @param {Header[]} headers */
function ip(reader, headers) {
  const { bytes, at: start } = reader;
  const length = (bytes[start] & 15) * 4;
  const protocol = bytes[start + 9];
  const fragment = reader.u16(start + 6);
  const end = Math.min(bytes.length, start + reader.u16(start + 2));
  reader.header(headers, 'IPv4', length, (at) => [
    ['Version, header length', `4, ${length} bytes`, at, at + 1],
    ['TOS', String(bytes[at + 1]), at + 1, at + 2],
    ['Total length', String(reader.u16(at + 2)), at + 2, at + 4],
    ['Identification', String(reader.u16(at + 4)), at + 4, at + 6],
    ['Flags', [fragment & 0x4000 ? 'don’t fragment' : '', fragment & 0x2000 ? 'more fragments' : ''].filter(Boolean).join(', ') || 'none', at + 6, at + 7],
    ['Fragment offset', String((fragment & 0x1fff) * 8), at + 6, at + 8],
    ['Time to live', String(bytes[at + 8]), at + 8, at + 9],
    ['Protocol', named(protocol, PROTOCOLS, 0), at + 9, at + 10],
    ['Checksum', hex(reader.u16(at + 10), 4), at + 10, at + 12],
    ['Source', reader.ip(at + 12), at + 12, at + 16],
    ['Destination', reader.ip(at + 16), at + 16, at + 20],
    ...(length > 20 ? [/** @type {any} */ (['Options', `${length - 20} bytes`, at + 20, at + length])] : []),
  ]);
  if (fragment & 0x1fff) return;
  if (protocol === 1 && end - reader.at >= 8) {
    const echo = [0, 8].includes(bytes[reader.at]);
    reader.header(headers, 'ICMP', 8, (at) => [
      ['Type', named(bytes[at], ICMP_TYPES, 0), at, at + 1],
      ['Code', String(bytes[at + 1]), at + 1, at + 2],
      ['Checksum', hex(reader.u16(at + 2), 4), at + 2, at + 4],
      ...(echo ? [/** @type {any} */ (['Identifier', String(reader.u16(at + 4)), at + 4, at + 6]),
        /** @type {any} */ (['Sequence', String(reader.u16(at + 6)), at + 6, at + 8])] : []),
    ]);
  } else if ((protocol === 17 || protocol === 6) && end - reader.at >= 8) {
    reader.header(headers, PROTOCOLS[protocol], protocol === 17 ? 8 : 20, (at) => [
      ['Source port', String(reader.u16(at)), at, at + 2],
      ['Destination port', String(reader.u16(at + 2)), at + 2, at + 4],
      ...(protocol === 17 ? [/** @type {any} */ (['Length', String(reader.u16(at + 4)), at + 4, at + 6])] : []),
    ]);
  }
}

class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  left() {
    return this.bytes.length - this.at;
  }

  /** @param {Header[]} headers @param {string} name @param {number} length @param {(at: number) => any[]} fields */
  header(headers, name, length, fields) {
    const from = this.at;
    const to = Math.min(this.bytes.length, from + length);
    headers.push({
      name, from, to, fields: fields(from).filter((field) => field[2] < to).map(([label, value, start, end]) => ({ name: label, value, from: start, to: end })),
    });
    this.at = to;
  }

  /** @param {number} at */
  u16(at) {
    return ((this.bytes[at] ?? 0) << 8) | (this.bytes[at + 1] ?? 0);
  }

  /** @param {number} at */
  mac(at) {
    return [...this.bytes.subarray(at, at + 6)].map((octet) => octet.toString(16).padStart(2, '0')).join(':');
  }

  /** @param {number} at */
  ip(at) {
    return this.bytes.subarray(at, at + 4).join('.');
  }
}

/** @param {number} value @param {number} digits */
function hex(value, digits) {
  return `0x${value.toString(16).padStart(digits, '0')}`;
}

/** @param {number} value @param {Record<number, string>} names @param {number} digits of a hexadecimal number; 0 for a decimal one */
function named(value, names, digits) {
  return `${digits ? hex(value, digits) : value}${names[value] ? ` (${names[value]})` : ''}`;
}
