/** What Tab completes: commands, their words, and the names that there are in the lab. */

/** @type {Record<string, string[]>} words that may follow words */
const WORDS = {
  '': ['ip', 'ping', 'arping', 'traceroute', 'tracepath', 'sysctl', 'sleep', 'cat', 'echo', 'bridge', 'tcpdump', 'clear'],
  ip: ['address', 'link', 'route', 'rule', 'neigh', 'netns', 'nexthop', '-br', '-d', '-n', '-s'],
  'ip link': ['add', 'set', 'show', 'delete'],
  'ip link add': ['type', 'name'],
  'ip link type': ['veth', 'bridge', 'dummy', 'vlan', 'macvlan', 'vxlan'],
  'ip link set': ['dev', 'DEVICE'],
  'ip address': ['add', 'show', 'delete', 'flush'],
  'ip addr': ['add', 'show', 'delete', 'flush'],
  'ip route': ['add', 'show', 'get', 'delete', 'replace'],
  'ip rule': ['add', 'show', 'delete'],
  'ip neigh': ['show', 'add', 'delete', 'flush'],
  'ip netns': ['add', 'exec', 'delete', 'list'],
  sysctl: ['-w', '-a', 'SYSCTL'],
  'sysctl -w': ['SYSCTL'],
  ping: ['-I', '-c', '-W', '-s', '-t', '-M', 'ADDRESS'],
  arping: ['-I', '-c', 'ADDRESS'],
};

/** What the word after one of these is. @type {Record<string, string>} */
const AFTER = {
  dev: 'DEVICE', '-I': 'DEVICE', '-i': 'DEVICE', master: 'DEVICE', peer: 'name', netns: 'NAMESPACE', exec: 'NAMESPACE', '-n': 'NAMESPACE', via: 'ADDRESS',
};

const SETTINGS = ['accept_local', 'rp_filter', 'arp_ignore', 'arp_announce', 'arp_filter', 'forwarding', 'proxy_arp', 'route_localnet', 'log_martians'];

/**
 * @param {string} text before the cursor
 * @param {import('./model.js').LabModel} model
 * @param {string} namespace where the command runs
 * @returns {{text: string, choices: string[]}}
 */
export function complete(text, model, namespace) {
  const words = text.split(/\s+/);
  const begun = words.pop() ?? '';
  let where = namespace;
  if (words[0] === 'sudo') words.shift();
  if (words[0] === 'ip' && words[1] === 'netns' && words[2] === 'exec' && words.length > 3) {
    where = words[3];
    words.splice(0, 4);
  } else if (words[0] === 'ip' && words[1] === '-n' && words.length > 2) {
    where = words[2];
    words.splice(1, 2);
  }
  const choices = [...new Set(candidates(words, model, where))].filter((choice) => choice.startsWith(begun)).sort();
  if (!choices.length) return { text, choices };
  let common = choices[0];
  while (!choices.every((choice) => choice.startsWith(common))) common = common.slice(0, -1);
  const whole = choices.length === 1 && !common.endsWith('=') ? `${common} ` : common;
  return { text: text.slice(0, text.length - begun.length) + whole, choices };
}

/** @param {string[]} words @param {import('./model.js').LabModel} model @param {string} where */
function candidates(words, model, where) {
  const last = words.at(-1) ?? '';
  const kinds = words[0] === 'ip' && words[1] === 'netns' && ['exec', 'delete', 'del'].includes(last) ? ['NAMESPACE']
    : AFTER[last] && !(words[0] === 'ip' && words.length === 2 && last === 'netns') ? [AFTER[last]]
      : last === 'type' ? WORDS['ip link type']
        : WORDS[words.slice(0, 3).join(' ')] ?? (words.length > 2 ? [...(WORDS[words.slice(0, 2).join(' ')] ? ['dev', 'DEVICE', 'up', 'down', 'peer', 'type', 'via', 'netns'] : ['DEVICE', 'ADDRESS', '-I', '-c'])] : WORDS[words.join(' ')] ?? ['DEVICE', 'ADDRESS', '-I', '-c']);
  return kinds.flatMap((kind) => expand(kind, model, where));
}

/** @param {string} kind @param {import('./model.js').LabModel} model @param {string} where */
function expand(kind, model, where) {
  const devices = model.namespaces.find((ns) => ns.name === where)?.devices ?? [];
  switch (kind) {
    case 'DEVICE': return devices.map((device) => device.name);
    case 'NAMESPACE': return model.namespaces.map((ns) => ns.name).filter((name) => name !== 'host');
    case 'ADDRESS': return model.namespaces.flatMap((ns) => ns.devices).flatMap((device) => device.addresses).map((address) => address.split('/')[0]);
    case 'SYSCTL': return ['net.ipv4.ip_forward=', ...['all', 'default', ...devices.map((device) => device.name)]
      .flatMap((name) => SETTINGS.map((setting) => `net.ipv4.conf.${name}.${setting}=`))];
    default: return [kind];
  }
}
