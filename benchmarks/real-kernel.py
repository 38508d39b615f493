#!/usr/bin/env python3
"""What the real kernel does on this machine, for the figures of vethlab to be set beside (root on Linux):

    real-kernel.py batch [LIVES]   the article's lab with ip -batch, sysctl and ping, in a network namespace of its own each
    real-kernel.py bare [LIVES]    the same with netlink and raw sockets alone, no programs; waits 10 ms where nothing answers
    real-kernel.py flood [PINGS]   ping -f between two namespaces over a veth pair, nothing captured

Each prints a number a second, and the CPU time one took.
"""
import ctypes, os, resource, select, socket, struct, subprocess, sys, time

BATCH = """link add veth0 type veth peer name veth1
addr add 10.1.1.2/24 dev veth0
addr add 10.1.1.3/24 dev veth1
link set lo up
link set veth0 up
link set veth1 up
"""
LIFE = """sysctl -qw net.ipv4.conf.all.rp_filter=1 net.ipv4.conf.default.rp_filter=1
ip -batch /dev/stdin <<'END'
%sEND
ping -q -I veth0 10.1.1.3 -c 1 -W 0.01
sysctl -qw net.ipv4.conf.veth1.accept_local=1 net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.veth1.rp_filter=0
ping -q -I veth0 10.1.1.3 -c 1 -W 3
""" % BATCH


def batch(lives):
    for _ in range(lives):
        subprocess.run(["unshare", "-n", "bash", "-c", LIFE], stdout=subprocess.DEVNULL, check=True)


def attribute(kind, value):
    return struct.pack("HH", 4 + len(value), kind) + value + b"\0" * (-len(value) % 4)


def ask(netlink, kind, flags, body):
    netlink.send(struct.pack("IHHII", 16 + len(body), kind, 5 | flags, 1, 0) + body)
    error = struct.unpack_from("i", netlink.recv(65536), 16)[0]
    if error:
        raise OSError(-error, os.strerror(-error))


def write(name, value):
    with open("/proc/sys/net/ipv4/conf/" + name, "w") as file:
        file.write(value)


def checksum(data):
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    total = (total >> 16) + (total & 0xFFFF)
    return ~(total + (total >> 16)) & 0xFFFF


def ping():
    with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP) as icmp:
        icmp.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"veth0")
        echo = struct.pack("!BBHHH", 8, 0, 0, 7, 1) + b"x" * 56
        icmp.sendto(echo[:2] + struct.pack("!H", checksum(echo)) + echo[4:], ("10.1.1.3", 0))


def bare(lives):
    libc = ctypes.CDLL(None, use_errno=True)
    for _ in range(lives):
        if libc.unshare(0x40000000):
            raise OSError(ctypes.get_errno(), "unshare")
        netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
        capture = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
        write("all/rp_filter", "1")
        write("default/rp_filter", "1")
        link = struct.pack("BxHiII", 0, 0, 0, 0, 0)
        peer = attribute(1, link + attribute(3, b"veth1\0"))
        ask(netlink, 16, 0x600, link + attribute(3, b"veth0\0")
            + attribute(18, attribute(1, b"veth\0") + attribute(2, peer)))
        for name, address in (("veth0", "10.1.1.2"), ("veth1", "10.1.1.3")):
            ip = socket.inet_aton(address)
            index = socket.if_nametoindex(name)
            ask(netlink, 20, 0x600, struct.pack("BBBBi", 2, 24, 0, 0, index) + attribute(2, ip) + attribute(1, ip))
        for name in ("lo", "veth0", "veth1"):
            ask(netlink, 16, 0, struct.pack("BxHiII", 0, 0, socket.if_nametoindex(name), 1, 1))
        ping()
        time.sleep(0.01)
        write("veth1/accept_local", "1")
        write("all/rp_filter", "0")
        write("veth1/rp_filter", "0")
        ping()
        replied = False  # it comes by lo, where a socket bound to veth0 does not hear it, and the capture does
        end = time.time() + 4
        while not replied and time.time() < end:
            if select.select([capture], [], [], 0.1)[0]:
                frame = capture.recv(65536)
                replied = frame[12:14] == b"\x08\x00" and frame[23:24] == b"\x01" and frame[34:35] == b"\x00"
        if not replied:
            raise OSError("no reply")
        capture.close()
        netlink.close()


def flood(pings):
    script = ("ip link set lo up; unshare -n sleep 1000 & other=$!; sleep 0.3; ip link add veth0 type veth peer name veth1 netns $other;"
              "ip addr add 10.0.0.1/24 dev veth0; ip link set veth0 up;"
              "nsenter -t $other -n ip addr add 10.0.0.2/24 dev veth1; nsenter -t $other -n ip link set veth1 up;"
              f"ping -q -c 1 10.0.0.2 > /dev/null; ping -q -f -c {pings} 10.0.0.2; kill $other")
    output = subprocess.run(["unshare", "-n", "bash", "-c", script], capture_output=True, text=True).stdout
    return pings / (float(output.split("time ")[1].split("ms")[0]) / 1000)


def cpu():
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def main():
    what = sys.argv[1] if len(sys.argv) > 1 else ""
    if what not in ("batch", "bare", "flood"):
        sys.exit(__doc__)
    many = int(sys.argv[2]) if len(sys.argv) > 2 else {"batch": 30, "bare": 30, "flood": 50_000}[what]
    start, used = time.time(), cpu()
    rate = flood(many) if what == "flood" else globals()[what](many)
    rate = rate or many / (time.time() - start)
    print(f"{rate:.1f} a second, {(cpu() - used) / many * 1e6:.0f} us of CPU each")


if __name__ == "__main__":
    main()
