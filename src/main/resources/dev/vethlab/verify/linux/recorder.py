"""Runs a script on the kernel of this machine and records what its commands print, what every interface sees, and the state it leaves.

It is started as the first process of new network, mount, PID and UTS namespaces. The request is one line of JSON on standard input:

    {"lines": [...], "settle": seconds, "timeout": seconds, "sections": {name: words after `ip`}, "settings": {namespace: [key, ...]}}

and the answer one line of JSON on standard output: `commands`, `links`, `captures`, `state`, `settings`, `finished`, or `error`.
When standard input ends, so does this process, and with it everything that it has made.
"""
import array
import base64
import ctypes
import fcntl
import json
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
    for name, text in (('hosts', '127.0.0.1 localhost\n::1 localhost\n'), ('resolv.conf', ''), ('nsswitch.conf', 'hosts: files\n')):
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

class Link:
    """A device, looked at without rtnetlink: a dump of links would make the kernel give ids to other namespaces."""

    IFINDEX, FLAGS, ADDRESS, ETHTOOL = 0x8933, 0x8913, 0x8927, 0x8946
    UP, RUNNING = 1, 64

    def __init__(self, name, ask):
        self.name = name
        self.index, = struct.unpack('=i', self.asked(ask, self.IFINDEX)[:4])
        kind, *address = struct.unpack('=H6B', self.asked(ask, self.ADDRESS)[:8])
        self.mac = ':'.join('%02x' % octet for octet in address) if kind in (ARPHRD_ETHER, ARPHRD_LOOPBACK) else None
        flags, = struct.unpack('=H', self.asked(ask, self.FLAGS)[:2])
        # The kernel's link watch notices a carrier that came or went up to a second later.
        self.unsettled = bool(flags & self.UP) and bool(flags & self.RUNNING) != self.carrier(ask)

    def asked(self, ask, what, data=b''):
        return fcntl.ioctl(ask, what, struct.pack('=16s24s', self.name.encode(), data))[16:]

    def carrier(self, ask):
        command = array.array('I', [10, 0])         # ETHTOOL_GLINK
        self.asked(ask, self.ETHTOOL, struct.pack('=Q', command.buffer_info()[0]))
        return command[1] == 1


def links_here():
    """{index: Link} of the namespace that this process is in"""
    found = {}
    with open('/proc/self/net/dev') as table, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ask:
        for name in [line.rpartition(':')[0].strip() for line in table if ':' in line]:
            link = Link(name, ask)
            found[link.index] = link
    return found


def far_ends_here():
    """[(id of another namespace, index there)] of the devices here whose other end is elsewhere (rtnetlink, RTM_GETLINK)"""
    ends = []
    for message in rtnetlink(struct.pack('=IHHIIBBHiII', 32, 18, 0x301, 1, 0, 0, 0, 0, 0, 0, 0), 16):
        attributes, at = {}, 32
        while at + 4 <= len(message):
            length, kind = struct.unpack('=HH', message[at:at + 4])
            attributes[kind & 0x3fff] = message[at + 4:at + length]
            at += max(length, 4) + 3 & ~3
        if 5 in attributes and 37 in attributes:
            ends.append((struct.unpack('=i', attributes[37])[0], struct.unpack('=i', attributes[5])[0]))
    return ends


def id_here(path):
    """The id that another namespace has here, -1 for none (RTM_GETNSID)"""
    other = os.open(path, os.O_RDONLY)
    try:
        for message in rtnetlink(struct.pack('=IHHIIB3xHHi', 28, 90, 1, 1, 0, 0, 8, 3, other), 88):
            return struct.unpack('=i', message[24:28])[0]
        return -1
    finally:
        os.close(other)


def rtnetlink(request, wanted):
    """The messages of one kind that a request is answered with"""
    found = []
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as kernel:
        kernel.sendto(request, (0, 0))
        while True:
            data = kernel.recv(1 << 18)
            while len(data) >= 16:
                length, kind = struct.unpack('=IH', data[:6])
                if kind in (2, 3):                  # NLMSG_ERROR, NLMSG_DONE
                    return found
                if kind == wanted:
                    found.append(data[:length])
                    if not request[7] & 3:          # no dump: one answer
                        return found
                data = data[length + 3 & ~3:]


class iovec(ctypes.Structure):
    _fields_ = [('base', ctypes.c_void_p), ('length', ctypes.c_size_t)]


class msghdr(ctypes.Structure):
    _fields_ = [('name', ctypes.c_void_p), ('namelen', ctypes.c_uint32), ('iov', ctypes.POINTER(iovec)), ('iovlen', ctypes.c_size_t),
                ('control', ctypes.c_void_p), ('controllen', ctypes.c_size_t), ('flags', ctypes.c_int)]


class Tap:
    """A packet socket that sees every interface of the namespace it was opened in. Python's own recvmsg gives a name in place
    of the interface's index, which is wrong once the interface has another."""

    SIZE = 1 << 17

    def __init__(self):
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW | socket.SOCK_NONBLOCK, socket.htons(3))
        self.socket.setsockopt(socket.SOL_SOCKET, 33, 64 << 20)         # SO_RCVBUFFORCE
        self.socket.setsockopt(263, 8, 1)                               # SOL_PACKET, PACKET_AUXDATA: VLAN tags
        self.data = ctypes.create_string_buffer(self.SIZE)
        self.sender = ctypes.create_string_buffer(32)
        self.control = ctypes.create_string_buffer(256)
        self.iov = iovec(ctypes.addressof(self.data), self.SIZE)

    def read(self):
        """[(interface's index, hardware type, frame)] of the packets that wait; on lo each packet once, as libpcap has it"""
        packets = []
        while True:
            message = msghdr(ctypes.addressof(self.sender), 32, ctypes.pointer(self.iov), 1, ctypes.addressof(self.control), 256, 0)
            length = LIBC.recvmsg(self.socket.fileno(), ctypes.byref(message), 0)
            if length < 0:
                error = ctypes.get_errno()
                if error == 11:                 # EAGAIN
                    return packets
                if error in (4, 100):           # EINTR; ENETDOWN: an interface went down
                    continue
                raise OSError(error, os.strerror(error))
            index, hardware, kind = struct.unpack('=iHB', self.sender.raw[4:11])
            if not (hardware == ARPHRD_LOOPBACK and kind == PACKET_OUTGOING):
                packets.append((index, hardware, self.tagged(self.data.raw[:length], self.control.raw[:message.controllen])))

    @staticmethod
    def tagged(frame, control):
        """The frame with the VLAN tag that the kernel keeps beside it."""
        if len(control) >= 36 and struct.unpack('=II', control[8:16]) == (263, 8):
            status, = struct.unpack('=I', control[16:20])
            tci, protocol = struct.unpack('=HH', control[32:36])
            if status & 0x10:
                return frame[:12] + struct.pack('!HH', protocol if status & 0x40 else 0x8100, tci) + frame[12:]
        return frame

    def close(self):
        _, lost = struct.unpack('=II', self.socket.getsockopt(263, 6, 8))
        self.socket.close()
        if lost:
            raise Failure('%d packets were lost by the capture' % lost)


class Namespace:
    """A namespace that is watched from the moment it exists."""

    def __init__(self, name, path, home):
        self.name, self.path, self.home = name, path, home
        self.inside(freshen)
        self.tap = self.inside(Tap)
        self.links = self.inside(links_here)

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

    def __init__(self, request):
        self.request = request
        self.home = os.open('/proc/self/ns/net', os.O_RDONLY)
        self.links, self.captures = {}, {}
        self.namespaces = {HOST: Namespace(HOST, '/proc/self/ns/net', self.home)}
        self.began = time.monotonic()
        self.note_links()

    def record(self):
        commands = [self.run(line) for line in self.request['lines']]
        time.sleep(self.request['settle'])
        self.look(True)
        finished = time.monotonic() - self.began
        state = {name: self.state(name) for name in [HOST] + sorted(set(self.namespaces) - {HOST})}
        settings = {name: {key: self.setting(name, key) for key in keys}
                    for name, keys in self.request['settings'].items() if name in self.namespaces}
        for namespace in self.namespaces.values():
            namespace.tap.close()
        return {'commands': commands, 'finished': finished, 'links': list(self.links),
                'captures': [[*place, ethernet, frames] for (*place, ethernet), frames in self.captures.items()],
                'state': state, 'settings': settings}

    def run(self, line):
        words = shlex.split(line)
        doomed = self.doomed(words)
        orphans = [orphan for namespace in doomed for orphan in self.far_ends(namespace, doomed)]
        for namespace in doomed:        # an open packet socket would keep it alive
            self.collect(namespace, namespace.links)
            namespace.tap.close()
            del self.namespaces[namespace.name]
        start = time.monotonic() - self.began
        code, out, err = self.execute(line, words)
        self.look(False)
        if doomed:
            self.wait(5, lambda: any(index in namespace.links for namespace, index in orphans))
        if words[0] in ('ip', 'bridge'):
            self.wait(2, lambda: any(link.unsettled for namespace in self.namespaces.values() for link in namespace.links.values()))
        return {'command': line, 'start': start, 'exitCode': code, 'stdout': out, 'stderr': err}

    def doomed(self, words):
        """The namespaces that a command is about to delete."""
        match = re.match(r'ip (?:-\S+ )*netns d(?:el|ele|elet|elete)?(?: (\S+))?$', ' '.join(words))
        if not match:
            return []
        everything = any(word in ('-a', '-all') for word in words)
        return [n for n in self.namespaces.values() if n.name != HOST and (everything or n.name == match.group(1))]

    def far_ends(self, namespace, doomed):
        """The devices that go when a namespace goes: (namespace, index)."""
        ends = namespace.inside(far_ends_here)
        ids = {namespace.inside(lambda: id_here(other.path)): other for other in self.namespaces.values()}
        return [(ids[number], index) for number, index in ends if number in ids and ids[number] not in doomed]

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
            time.sleep(0.01)
            self.look(False)

    def look(self, last):
        """Takes in namespaces, links and packets that are new."""
        present = set(os.listdir(NAMESPACES))
        for name in set(self.namespaces) - present - {HOST}:
            self.namespaces.pop(name).tap.close()
        for name in sorted(present - set(self.namespaces)):
            try:
                self.namespaces[name] = Namespace(name, NAMESPACES + '/' + name, self.home)
            except OSError as error:
                if error.errno != 22:           # EINVAL: a mount point without a namespace
                    raise
        for namespace in self.namespaces.values():
            before, namespace.links = namespace.links, namespace.inside(links_here)
            self.collect(namespace, before)
        self.note_links()

    def note_links(self):
        for namespace in self.namespaces.values():
            for _, link in sorted(namespace.links.items()):
                if link.mac:
                    self.links.setdefault((namespace.name, link.name, link.mac))

    def collect(self, namespace, before):
        for index, hardware, frame in namespace.tap.read():
            link = namespace.links.get(index) or before.get(index)
            place = (namespace.name, link.name if link else 'if%d' % index, hardware in (ARPHRD_ETHER, ARPHRD_LOOPBACK))
            self.captures.setdefault(place, []).append(base64.b64encode(frame).decode())

    # -- state
    def state(self, name):
        where = '' if name == HOST else '-n %s ' % name
        sections = {}
        for section, words in self.request['sections'].items():
            code, out, err = self.execute('', shlex.split('ip ' + where + words))
            sections[section] = {'exitCode': code, 'text': out if code == 0 else out + err}
        return sections

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
        isolate()
        os.nice(-10)            # little work, but it should be done in time
        answer = Recorder(request).record()
    except (Failure, OSError) as failure:
        answer = {'error': str(failure)}
    sys.stdout.write(json.dumps(answer) + '\n')
    sys.stdout.flush()
    os._exit(0)


main()
