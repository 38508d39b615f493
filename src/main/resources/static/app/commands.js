/** Command lines, and what can be known of them. */

/** A word as a shell takes it. @param {string} word */
export function quote(word) {
  return /^[A-Za-z0-9_./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A line as run in a namespace. @param {string} namespace @param {string} line */
export function inNamespace(namespace, line) {
  const text = line.trim();
  if (namespace === 'host' || text === '' || text.startsWith('#')) return text;
  const written = /^echo\s+(["']?)([^"'>]*?)\1\s*>\s*(\/proc\/sys\/\S+)$/.exec(text);
  if (written) {
    return `ip netns exec ${quote(namespace)} sysctl -q -w ${written[3].slice('/proc/sys/'.length)}=${quote(written[2].trim())}`;
  }
  if (/^ip\s+(?!netns\b|-n\b|-netns\b|-all\b)/.test(text)) return `ip -n ${quote(namespace)} ${text.replace(/^ip\s+/, '')}`;
  if (/^(sleep|true|false|sudo)\b/.test(text) || /^ip\s+(netns|-n|-netns|-all)\b/.test(text)) return text;
  return `ip netns exec ${quote(namespace)} ${text}`;
}

/**
 * What a line that pings asks for, in the words of a ping run.
 * @param {string} line
 * @returns {{namespace: string, destination: string, interface?: string, count?: number} | undefined}
 */
export function pingOf(line) {
  const words = line.trim().split(/\s+/);
  let namespace = 'host';
  if (words[0] === 'ip' && words[1] === 'netns' && words[2] === 'exec') {
    namespace = words[3];
    words.splice(0, 4);
  }
  if (words[0] !== 'ping') return undefined;
  /** @type {any} */
  const request = { namespace };
  for (let at = 1; at < words.length; at++) {
    if (words[at] === '-I') request[/^[0-9.]+$/.test(words[++at] ?? '') ? 'sourceAddress' : 'interface'] = words[at];
    else if (words[at] === '-c') request.count = Number(words[++at]);
    else if (/^-[WwistMQmpl]$/.test(words[at])) at++;
    else if (!words[at].startsWith('-')) request.destination = words[at];
  }
  return request.destination ? request : undefined;
}

/** Whether a ping's output says that nothing came back. @param {string} output */
export function failed(output) {
  return / 100% packet loss/.test(output) || /Network is unreachable|No route to host/.test(output);
}

/**
 * The address of a namespace that a ping from another would go to: one in a common subnet, or else the first.
 * @param {import('./model.js').Namespace} from
 * @param {import('./model.js').Device[]} targets
 */
export function reachable(from, targets) {
  const sources = from.devices.flatMap((device) => device.addresses);
  const addresses = targets.filter((device) => device.name !== 'lo').flatMap((device) => device.addresses);
  const near = addresses.find((address) => sources.some((source) => sameSubnet(source, address)));
  return (near ?? addresses[0])?.split('/')[0];
}

/** @param {string} one @param {string} other */
function sameSubnet(one, other) {
  const [a, length] = one.split('/');
  const mask = Number(length) === 0 ? 0 : (-1 << (32 - Number(length))) >>> 0;
  return (number(a) & mask) >>> 0 === (number(other.split('/')[0]) & mask) >>> 0;
}

/** @param {string} address */
function number(address) {
  return address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}
