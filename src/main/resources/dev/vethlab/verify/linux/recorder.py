"""Runs a script on the kernel of this machine and records what its commands print, what every interface sees, and the state it leaves.

It is started as the first process of new network, mount, PID and UTS namespaces. The request is one line of JSON on standard input:

    {"lines": [...], "settle": seconds, "timeout": seconds, "tunnels": bool, "sections": {name: program and words}, "settings": {namespace: [key, ...]}}

and the answer one line of JSON on standard output: `uptime`, `processors`, `tunnelsNoted`, `commands`, `links`, `captures`, `state`, `settings`, `reachable`, `finished`, or `error`.
When standard input ends, so does this process, and with it everything that it has made.
"""
import base64
import ctypes
import json
import mmap
import os
import re
import shlex
import socket
import struct
import subprocess
import sys
import threading
import time

LIBC = ctypes.CDLL(None, use_errno=True)
NAMESPACES = '/run/netns'
HOST = 'host'
ENVIRONMENT = {'PATH': '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'LC_ALL': 'C', 'HOME': '/', 'TERM': 'dumb', 'TZ': 'UTC'}
ARPHRD_ETHER, ARPHRD_LOOPBACK, PACKET_OUTGOING = 1, 772, 4

# Every IPv4 setting of `all`, `default` and `lo` is 0 on a fresh kernel but these.
FRESH = {'accept_redirects': 1, 'send_redirects': 1, 'secure_redirects': 1, 'shared_media': 1, 'arp_evict_nocarrier': 1,
         'igmpv2_unsolicited_report_interval': 10000, 'igmpv3_unsolicited_report_interval': 1000}
FRESH_OF = {'default': {'accept_source_route': 1}, 'lo': {'accept_source_route': 1, 'disable_policy': 1, 'disable_xfrm': 1}, 'all': {}}


class Failure(Exception):
    """What keeps the script from being recorded."""


def checked(result, what):
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, '%s: %s' % (what, os.strerror(number)))
    return result


# ---------------------------------------------------------------------------------------------- a machine of its own

def mount(source, target, kind, flags=0):
    checked(LIBC.mount(source.encode(), target.encode(), kind.encode() if kind else None, flags, None), 'mount ' + target)


def isolate():
    """Gives /run, /proc, /sys and name resolution to the script alone."""
    recursive, private, bind = 1 << 14, 1 << 18, 1 << 12
    mount('none', '/', None, recursive | private)
    mount('tmpfs', '/run', 'tmpfs')
    mount('proc', '/proc', 'proc')
    mount('sysfs', '/sys', 'sysfs')
    os.makedirs(NAMESPACES)
    for name, text in (('hosts', '127.0.0.1 localhost\n::1 localhost\n'), ('resolv.conf', ''), ('nsswitch.conf', 'hosts: files\nnetworks: files\n')):
        if os.path.exists('/etc/' + name):
            own = '/run/' + name
            with open(own, 'w') as file:
                file.write(text)
            mount(own, os.path.realpath('/etc/' + name), None, bind)
    socket.sethostname('lab')


def write_setting(path, value):
    try:
        with open(path, 'r+') as file:
            if file.read().strip() != str(value):
                file.seek(0)
                file.write('%d\n' % value)
    except OSError:
        pass        # not on this kernel, or not to be written


def freshen():
    """Sets what a new namespace has inherited from the machine to the kernel's own defaults, and IPv6 off."""
    conf = '/proc/sys/net/ipv4/conf/'
    for place, exceptions in FRESH_OF.items():
        for name in os.listdir(conf + place):
            write_setting(conf + place + '/' + name, exceptions.get(name, FRESH.get(name, 0)))
        write_setting('/proc/sys/net/ipv6/conf/%s/disable_ipv6' % place, 1)
    write_setting('/proc/sys/net/ipv4/ip_forward', 0)


# ---------------------------------------------------------------------------------------------- what the kernel shows

TICK = 4000000              # nanoseconds (CONFIG_HZ=250)
TURN = 250 << 17            # ticks: so many seconds, and so many turns of the timer wheel's levels up to one of 262 seconds


def uptime(moment):
    """The nanoseconds that the kernel's tick counter stands at, at a moment of the monotonic clock. Timers fire on rounder ticks the
    further ahead they are set, some on whole seconds; so what counts is where in a TURN the counter is. (It does not start at 0.)"""
    behind = []
    for _ in range(5):
        with open('/proc/timer_list') as file:
            text = file.read()
        now = time.monotonic_ns() // TICK
        behind += [int(jiffies) - now for jiffies in re.findall(r'^jiffies: (\d+)$', text, re.M)]
        time.sleep(0.003)
    first = max(behind, default=0)          # a counter that was read is never ahead
    return (first % TURN * TICK + int(moment * 1e9)) % (TURN * TICK)


def processors():
    """How many processors the machine can have (num_possible_cpus)."""
    with open('/sys/devices/system/cpu/possible') as file:
        return sum(int(part.split('-')[-1]) - int(part.split('-')[0]) + 1 for part in file.read().strip().split(','))


def tunnels_noted():
    """Whether the kernel notes with what any VXLAN device receives which tunnel it came by (ip_tunnel_metadata_cnt), which it goes on
    doing for all namespaces once one was deleted with a routing rule that asks for a tunnel. It shows in what becomes of an answer to
    this very host: with the note it leaves in a datagram, without it goes straight to a device that is not there."""
    for words in ('ip link set lo up', 'ip link add probe type vxlan id 1 dstport 4789', 'ip link set probe up',
                  'ip addr add 192.0.2.1/32 dev probe', 'ip route add 192.0.2.2 dev probe',
                  'bridge fdb add 02:00:00:00:00:01 dev probe dst 127.0.0.1 port 5555'):
        if subprocess.run(words.split(), stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT).returncode:
            return False        # this kernel has no VXLAN
    asker, me, he = bytes.fromhex('020000000001'), socket.inet_aton('192.0.2.1'), socket.inet_aton('192.0.2.2')
    request = b'\xff' * 6 + asker + struct.pack('!HHHBBH', 0x806, 1, 0x800, 6, 4, 1) + asker + he + bytes(6) + me
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(('127.0.0.1', 5555))
        listener.settimeout(0.05)
        listener.sendto(struct.pack('!II', 1 << 27, 1 << 8) + request, ('127.0.0.1', 4789))
        try:
            return bool(listener.recv(100))
        except socket.timeout:
            return False
        finally:
            subprocess.run(['ip', 'link', 'del', 'probe'], env=ENVIRONMENT)


class Link:
    """A device as rtnetlink shows it (RTM_NEWLINK)."""

    def __init__(self, message):
        self.index, flags = struct.unpack('=iI', message[4:12])
        attributes, at = {}, 16
        while at + 4 <= len(message):
            length, kind = struct.unpack('=HH', message[at:at + 4])
            attributes[kind & 0x3fff] = message[at + 4:at + length]
            at += max(length, 4) + 3 & ~3
        self.name = attributes[3].rstrip(b'\0').decode()
        address = attributes.get(1, b'')
        self.mac = ':'.join('%02x' % octet for octet in address) if len(address) == 6 else None
        # Where the other end of a pair is: the number of its namespace, and its index there.
        self.far = tuple(struct.unpack('=i', attributes[kind])[0] for kind in (37, 5)) if 37 in attributes else None
        carrier, operational = attributes[33][0], attributes[16][0]
        # The kernel's link watch notices a carrier that came or went up to a second later.
        self.unsettled = bool(flags & 1) and (operational in (1, 2, 3) if carrier else operational in (0, 6))


class Observer:
    """Looks into namespaces from one that the script never sees. A dump of links makes the kernel give numbers to the namespaces
    that the links lead to, and ethtool and sysfs make the link watch run: here the numbers are given in the observer's namespace,
    and nothing else happens."""

    def __init__(self):
        self.rtnetlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
        self.numbers = 0

    def number(self, path):
        """Gives a namespace a number here (RTM_NEWNSID)."""
        self.numbers += 1
        namespace = os.open(path, os.O_RDONLY)
        try:
            self.request(88, 5, struct.pack('=B3xHHiHHi', 0, 8, 1, self.numbers, 8, 3, namespace))
        finally:
            os.close(namespace)
        return self.numbers

    def links(self, number):
        """{index: Link} of a namespace (a dump of RTM_GETLINK with IFLA_TARGET_NETNSID)"""
        links = [Link(message) for message in self.request(18, 0x301, struct.pack('=BBHiIIHHi', 0, 0, 0, 0, 0, 0, 8, 46, number))]
        return {link.index: link for link in links}

    def request(self, kind, flags, body):
        self.rtnetlink.sendto(struct.pack('=IHHII', 16 + len(body), kind, flags, 1, 0) + body, (0, 0))
        messages = []
        while True:
            data = self.rtnetlink.recv(1 << 18)
            while len(data) >= 16:
                length, answer = struct.unpack('=IH', data[:6])
                if answer == 2 and struct.unpack('=i', data[16:20])[0] < 0:     # NLMSG_ERROR
                    error = -struct.unpack('=i', data[16:20])[0]
                    raise OSError(error, 'rtnetlink: ' + os.strerror(error))
                if answer in (2, 3):                                            # NLMSG_DONE
                    return messages
                messages.append(data[16:length])
                data = data[length + 3 & ~3:]


class iovec(ctypes.Structure):
    _fields_ = [('base', ctypes.c_void_p), ('length', ctypes.c_size_t)]


class msghdr(ctypes.Structure):
    _fields_ = [('name', ctypes.c_void_p), ('namelen', ctypes.c_uint32), ('iov', ctypes.POINTER(iovec)), ('iovlen', ctypes.c_size_t),
                ('control', ctypes.c_void_p), ('controllen', ctypes.c_size_t), ('flags', ctypes.c_int)]


class Tap:
    """A packet socket that sees every interface of the namespace it was opened in, with a ring that the kernel copies packets into
    (TPACKET_V2): a socket without one shares them with the kernel, and has what becomes of them later. A packet too large for the
    ring waits at the socket. Python's own recvmsg gives a name in place of the interface's index, which is wrong once the
    interface has another."""

    SIZE = 1 << 17
    FRAME, FRAMES, BLOCK = 2048, 4096, 1 << 17
    USER, COPY, VLAN_VALID, TPID_VALID = 1, 2, 0x10, 0x40       # tp_status

    def __init__(self):
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW | socket.SOCK_NONBLOCK, socket.htons(3))
        self.socket.setsockopt(socket.SOL_SOCKET, 33, 64 << 20)         # SO_RCVBUFFORCE
        self.socket.setsockopt(263, 10, 1)                              # SOL_PACKET, PACKET_VERSION: TPACKET_V2
        self.socket.setsockopt(263, 7, 1)                               # PACKET_COPY_THRESH
        size = self.FRAME * self.FRAMES
        self.socket.setsockopt(263, 5, struct.pack('=IIII', self.BLOCK, size // self.BLOCK, self.FRAME, self.FRAMES))     # PACKET_RX_RING
        self.ring = mmap.mmap(self.socket.fileno(), size)
        self.next = 0
        self.data = ctypes.create_string_buffer(self.SIZE)
        self.iov = iovec(ctypes.addressof(self.data), self.SIZE)

    def read(self):
        """[(interface's index, hardware type, frame, moment)] of the packets that wait; on lo each packet once, as libpcap has it"""
        packets = []
        real = time.time_ns() - time.monotonic_ns()         # the kernel stamps packets by that clock
        while True:
            at = self.next * self.FRAME
            status, _, length, start, _, seconds, nanoseconds, tci, tpid = struct.unpack_from('=IIIHHIIHH', self.ring, at)
            if not status & self.USER:
                return packets
            index, hardware, kind = struct.unpack_from('=iHB', self.ring, at + 36)
            frame = self.large() if status & self.COPY else self.ring[at + start:at + start + length]
            if status & self.VLAN_VALID:            # the tag that the kernel keeps beside the frame
                frame = frame[:12] + struct.pack('!HH', tpid if status & self.TPID_VALID else 0x8100, tci) + frame[12:]
            if not (hardware == ARPHRD_LOOPBACK and kind == PACKET_OUTGOING):
                packets.append((index, hardware, frame, (seconds * 1000000000 + nanoseconds - real) / 1e9))
            struct.pack_into('=I', self.ring, at, 0)
            self.next = (self.next + 1) % self.FRAMES

    def large(self):
        while True:
            message = msghdr(None, 0, ctypes.pointer(self.iov), 1, None, 0, 0)
            length = LIBC.recvmsg(self.socket.fileno(), ctypes.byref(message), 0)
            if length >= 0:
                return self.data.raw[:length]
            error = ctypes.get_errno()
            if error not in (4, 100):               # EINTR; ENETDOWN: an interface went down
                raise OSError(error, os.strerror(error))

    def close(self):
        _, lost = struct.unpack('=II', self.socket.getsockopt(263, 6, 8))
        self.ring.close()
        self.socket.close()
        if lost:
            raise Failure('%d packets were lost by the capture' % lost)


class Namespace:
    """A namespace that is watched from the moment it exists."""

    def __init__(self, name, path, home, observer):
        self.name, self.path, self.home, self.observer = name, path, home, observer
        self.inside(freshen)
        self.tap = self.inside(Tap)
        self.number = observer.number(path)
        self.links = observer.links(self.number)

    def inside(self, action):
        here = os.open(self.path, os.O_RDONLY)
        try:
            checked(LIBC.setns(here, 0x40000000), 'setns')
        finally:
            os.close(here)
        try:
            return action()
        finally:
            checked(LIBC.setns(self.home, 0x40000000), 'setns')


# ---------------------------------------------------------------------------------------------- the recording

class Recorder:

    def __init__(self, request, observer, noted):
        self.request = request
        self.observer = observer
        self.tunnels_noted = noted
        self.home = os.open('/proc/self/ns/net', os.O_RDONLY)
        self.links, self.captures, self.moments = {}, {}, []
        self.namespaces = {HOST: Namespace(HOST, '/proc/self/ns/net', self.home, observer)}
        self.began = time.monotonic()
        self.uptime = uptime(self.began)
        self.note_links()

    def record(self):
        commands = [self.run(line) for line in self.request['lines']]
        time.sleep(self.request['settle'])
        self.look(True)
        finished = time.monotonic() - self.began
        state = {name: self.state(name) for name in [HOST] + sorted(set(self.namespaces) - {HOST})}
        settings = {name: {key: self.setting(name, key) for key in keys}
                    for name, keys in self.request['settings'].items() if name in self.namespaces}
        reachable = {name: self.reachable(name) for name in self.namespaces}
        for namespace in self.namespaces.values():
            namespace.tap.close()
        return {'uptime': self.uptime, 'processors': processors(), 'tunnelsNoted': self.tunnels_noted, 'commands': commands,
                'finished': finished, 'links': list(self.links),
                'captures': [[*place, ethernet, frames] for (*place, ethernet), frames in self.captures.items()],
                'state': state, 'settings': settings, 'reachable': reachable}

    def run(self, line):
        words = shlex.split(line)
        doomed = self.doomed(words)
        doomed_numbers = [namespace.number for namespace in doomed]
        orphans = [(namespace, index) for namespace in self.namespaces.values() if namespace not in doomed
                   for index, link in namespace.links.items() if link.far and link.far[0] in doomed_numbers]
        for namespace in doomed:        # an open packet socket would keep it alive
            self.collect(namespace, namespace.links)
            namespace.tap.close()
            del self.namespaces[namespace.name]
        start = time.monotonic() - self.began
        code, out, err = self.execute(line, words)
        end = time.monotonic() - self.began
        self.look(False)
        first = min((moment for moment in self.moments if start <= moment <= end), default=None)
        self.moments.clear()
        if doomed:
            self.wait(5, lambda: any(index in namespace.links for namespace, index in orphans))
        if words[0] in ('ip', 'bridge'):
            self.wait(2, lambda: any(link.unsettled for namespace in self.namespaces.values() for link in namespace.links.values()))
        return {'command': line, 'start': start, 'end': end, 'firstPacket': first, 'exitCode': code, 'stdout': out, 'stderr': err}

    def doomed(self, words):
        """The namespaces that a command is about to delete."""
        match = re.match(r'ip (?:-\S+ )*netns d(?:el|ele|elet|elete)?(?: (\S+))?$', ' '.join(words))
        if not match:
            return []
        everything = any(word in ('-a', '-all') for word in words)
        return [n for n in self.namespaces.values() if n.name != HOST and (everything or n.name == match.group(1))]

    def execute(self, line, words):
        if '>' in line:
            argv = ['/bin/bash', '-c', line]
        else:
            argv = ['/bin/echo'] + words[1:] if words[0] == 'echo' else words
        try:
            done = subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT, cwd='/',
                                  timeout=self.request['timeout'])
        except subprocess.TimeoutExpired:
            raise Failure('ran for more than %g s: %s' % (self.request['timeout'], line))
        except FileNotFoundError:
            return 127, '', '%s: command not found\n' % words[0]
        code = done.returncode if done.returncode >= 0 else 128 - done.returncode
        return code, done.stdout.decode('utf-8', 'replace'), done.stderr.decode('utf-8', 'replace')

    def wait(self, seconds, condition):
        end = time.monotonic() + seconds
        while condition() and time.monotonic() < end:
            time.sleep(0.02)
            self.look(False)

    def look(self, last):
        """Takes in namespaces, links and packets that are new."""
        present = set(os.listdir(NAMESPACES))
        for name in set(self.namespaces) - present - {HOST}:
            self.namespaces.pop(name).tap.close()
        for name in sorted(present - set(self.namespaces)):
            try:
                self.namespaces[name] = Namespace(name, NAMESPACES + '/' + name, self.home, self.observer)
            except OSError as error:
                if error.errno != 22:           # EINVAL: a mount point without a namespace
                    raise
        for namespace in self.namespaces.values():
            before, namespace.links = namespace.links, self.observer.links(namespace.number)
            self.collect(namespace, before)
        self.note_links()

    def note_links(self):
        for namespace in self.namespaces.values():
            for _, link in sorted(namespace.links.items()):
                if link.mac:
                    self.links.setdefault((namespace.name, link.name, link.mac))

    def collect(self, namespace, before):
        for index, hardware, frame, moment in namespace.tap.read():
            link = namespace.links.get(index) or before.get(index)
            place = (namespace.name, link.name if link else 'if%d' % index, hardware in (ARPHRD_ETHER, ARPHRD_LOOPBACK))
            self.captures.setdefault(place, []).append(base64.b64encode(frame).decode())
            self.moments.append(moment - self.began)

    # -- state
    def state(self, name):
        where = '' if name == HOST else '-n %s ' % name
        sections = {}
        for section, words in self.request['sections'].items():
            start = time.monotonic() - self.began
            code, out, err = self.execute('', shlex.split(words.replace(' ', ' ' + where, 1)))
            sections[section] = {'start': start, 'exitCode': code, 'text': out if code == 0 else out + err}
        return sections

    def reachable(self, name):
        """{interface: milliseconds} that the kernel has drawn for how long a neighbour's confirmation counts"""
        code, out, _ = self.execute('', ['ip', '-j'] + ([] if name == HOST else ['-n', name]) + ['ntable', 'show', 'name', 'arp_cache'])
        tables = json.loads(out) if code == 0 and out.strip() else []
        return {table['dev']: table['reachable'] for table in tables if 'dev' in table and 'reachable' in table}

    def setting(self, name, key):
        where = [] if name == HOST else ['ip', 'netns', 'exec', name]
        code, out, _ = self.execute('', where + ['sysctl', '-n', key])
        return out.strip() if code == 0 else 'exit %d' % code


def die_with_the_caller():
    sys.stdin.read()
    os._exit(1)


def main():
    request = json.loads(sys.stdin.readline())
    threading.Thread(target=die_with_the_caller, daemon=True).start()
    try:
        noted = request['tunnels'] and tunnels_noted()      # here, in the observer's namespace
        observer = Observer()
        checked(LIBC.unshare(0x40000000), 'unshare')        # CLONE_NEWNET: the namespace of the script
        isolate()
        os.nice(-10)            # little work, but it should be done in time
        answer = Recorder(request, observer, noted).record()
    except (Failure, OSError) as failure:
        answer = {'error': str(failure)}
    sys.stdout.write(json.dumps(answer) + '\n')
    sys.stdout.flush()
    os._exit(0)


main()
