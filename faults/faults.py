#!/usr/bin/env python3
"""Breaks a running vethlab in one way at a time, under load, and looks whether it keeps its promises.

    faults/faults.py instance       kill -9 of one of two instances that share a Redis
    faults/faults.py redis          kill -9 of Redis
    faults/faults.py disk           Redis' disk is full (root: a small tmpfs is mounted)
    faults/faults.py slow-clients   10,000 clients that send a byte now and then
    faults/faults.py balancer       kill -9 of an instance behind HAProxy with deploy/haproxy.cfg, with a WebSocket and an event stream open
    faults/faults.py deaf-clients   clients that ask for much and read nothing
    faults/faults.py memory         labs as large as the limits allow, in a service with little memory
    faults/faults.py all

The service is `java -jar target/vethlab.jar`; --service names another command, --java another JVM. Needs redis-server and
python3, nothing else. What is promised: no acknowledged operation lost, no wrong answer, back within seconds.
"""
import argparse, http.client, importlib.util, json, os, re, shlex, shutil, signal, socket, subprocess, sys, tempfile, threading, time

WRITERS = 8
WARM_UP = 4
AFTERWARDS = 6
PATIENCE = 300
HERE = os.path.dirname(os.path.abspath(__file__))
DRIP = 5  # seconds between two bytes of a slow client: it is never silent for as long as the connection timeout


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Program:
    """A process of ours: ended by its id, started again as it was."""

    def __init__(self, command, log):
        self.command, self.log = command, log
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.command, stdout=open(self.log, "ab"), stderr=subprocess.STDOUT)

    def kill(self):
        self.process.kill()
        self.process.wait()


class Redis(Program):
    def __init__(self, folder):
        self.port = free_port()
        super().__init__(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--dir", folder, "--save", "",
             "--appendonly", "yes", "--appendfsync", "always"], os.path.join(tempfile.gettempdir(), f"redis-{self.port}.log"))


class Balancer(Program):
    """HAProxy as deploy/haproxy.cfg has it; only where things are is another."""

    def __init__(self, folder, instances):
        self.port = free_port()
        with open(os.path.join(HERE, "..", "deploy", "haproxy.cfg"), encoding="utf-8") as file:
            text = file.read()
        changes = [(r"maxconn 20000", "maxconn 2000"),
                   (r"bind :8080", f"bind 127.0.0.1:{self.port}"),
                   (r" port 8081", ""),
                   (r" resolvers docker init-addr \S+", ""),
                   (r"(?s)\nresolvers docker\n.*", "\n"),
                   (r"server one vethlab-1:8080", server("one", instances[0])),
                   (r"server two vethlab-2:8080", server("two", instances[1]))]
        for pattern, replacement in changes:
            text, count = re.subn(pattern, replacement, text)
            assert count == 1, f"deploy/haproxy.cfg has no longer what is replaced: {pattern}"
        config = os.path.join(folder, "haproxy.cfg")
        with open(config, "w", encoding="utf-8") as file:
            file.write(text)
        super().__init__(["haproxy", "-db", "-f", config], os.path.join(folder, "haproxy.log"))


def server(name, instance):
    return f"server {name} 127.0.0.1:{instance.port} check port {instance.management_port}"


class Instance(Program):
    def __init__(self, options, folder, arguments, jvm=()):
        self.port = free_port()
        self.management_port = free_port()
        service = shlex.split(options.service)
        if options.java:
            service[0] = options.java
        ports = [f"--server.port={self.port}", f"--management.server.port={self.management_port}"]
        super().__init__(service[:1] + list(jvm) + service[1:] + ports + ["--logging.level.root=error"] + arguments,
                         os.path.join(folder, f"instance-{self.port}.log"))

    def await_ready(self):
        end = time.time() + PATIENCE
        while time.time() < end:
            try:
                if request(self.management_port, "GET", "/actuator/health/readiness")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.2)
        sys.exit(f"not ready after {PATIENCE} s, see {self.log}")


def request(port, method, path, body=None, kind="text/plain", timeout=10):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request(method, path, body, {"Content-Type": kind} if body is not None else {})
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers
    finally:
        connection.close()


def new_lab(port):
    status, body, headers = request(port, "POST", "/api/v1/labs", "{}", "application/json", 60)
    assert status == 201, body
    return headers["Location"]


class Writer(threading.Thread):
    """Makes routes in a lab of its own, one behind the other, and notes which were acknowledged."""

    def __init__(self, number, ports):
        super().__init__(daemon=True)
        self.number, self.ports = number, ports
        self.lab = new_lab(ports[0])
        self.acknowledged, self.tried, self.when, self.statuses = [], [], [], {}
        self.wrong = []
        self.running = True

    def run(self):
        turn = self.number
        count = 0
        while self.running:
            name = f"10.{count // 250}.{count % 250}.0/24"
            count += 1
            turn += 1
            self.tried.append(name)
            try:
                status, body, headers = request(
                    self.ports[turn % len(self.ports)], "POST", self.lab + "/commands",
                    f"ip route add {name} dev lo", timeout=5)
                self.statuses[status] = self.statuses.get(status, 0) + 1
                if status == 200:
                    result = json.loads(body)["results"][0]
                    if result["exitCode"]:
                        self.wrong.append(result)
                    self.acknowledged.append(name)
                    self.when.append(time.time())
                elif status in (502, 504):  # a balancer lost the instance while it was at it
                    time.sleep(0.05)
                elif status != 503:
                    self.wrong.append((status, body[:200]))
                    time.sleep(0.05)
                elif "Retry-After" not in headers:
                    self.wrong.append("503 without Retry-After")
                else:
                    time.sleep(0.05)
            except (OSError, http.client.HTTPException):
                self.statuses["no answer"] = self.statuses.get("no answer", 0) + 1
                time.sleep(0.05)

    def missing(self, ports):
        """What was acknowledged and is not in the journal, on any of the instances; what is there and nobody asked for."""
        faults = list(self.wrong)
        views = []
        for port in ports:
            done, token = [], ""
            while token is not None:
                status, body, _ = request(port, "GET", f"{self.lab}/journal?pageSize=500&pageToken={token}", timeout=60)
                assert status == 200, (status, body)
                page = json.loads(body)
                done += [operation["command"].split()[3] for operation in page["operations"]]
                token = page.get("nextPageToken")
            views.append(done)
            faults += [f"lost: {name}" for name in self.acknowledged if name not in set(done)]
            faults += [f"never asked for: {name}" for name in done if name not in set(self.tried)]
            faults += [f"applied twice: {name}" for name in set(done) if done.count(name) > 1]
        if any(view != views[0] for view in views):
            faults.append("the instances do not agree")
        return faults


def load(ports):
    writers = [Writer(i, ports) for i in range(WRITERS)]
    for writer in writers:
        writer.start()
    return writers


def verdict(what, writers, ports, broken, mended):
    for writer in writers:
        writer.running = False
    for writer in writers:
        writer.join()
    faults = [fault for writer in writers for fault in writer.missing(ports)]
    acknowledged = sum(len(writer.acknowledged) for writer in writers)
    after = [min([t for t in writer.when if t > mended], default=float("inf")) - mended for writer in writers]
    gap = max(max((b - a for a, b in zip(writer.when, writer.when[1:])), default=0) for writer in writers)
    statuses = {}
    for writer in writers:
        for status, count in writer.statuses.items():
            statuses[status] = statuses.get(status, 0) + count
    print(f"{what}: {acknowledged} changes acknowledged, answers {statuses}; broken for {mended - broken:.1f} s, "
          f"everybody served {max(after):.1f} s after, longest pause of a writer {gap:.1f} s; faults: {len(faults)}")
    for fault in faults[:10]:
        print("   ", fault)
    return not faults and max(after) < 30


def cluster(options, folder, redis_folder=None):
    redis = Redis(redis_folder or folder)
    arguments = ["--vethlab.store=redis", f"--spring.data.redis.port={redis.port}"]
    instances = [Instance(options, folder, arguments) for _ in range(2)]
    for instance in instances:
        instance.await_ready()
    return redis, instances


def kill_instance(options, folder):
    redis, instances = cluster(options, folder)
    try:
        ports = [instance.port for instance in instances]
        writers = load(ports)
        time.sleep(WARM_UP)
        broken = time.time()
        instances[0].kill()
        mended = time.time()
        time.sleep(AFTERWARDS)
        instances[0].start()
        instances[0].await_ready()
        time.sleep(2)
        return verdict("kill -9 of an instance", writers, ports, broken, mended)
    finally:
        end(redis, *instances)


def kill_redis(options, folder):
    redis, instances = cluster(options, folder)
    try:
        ports = [instance.port for instance in instances]
        writers = load(ports)
        time.sleep(WARM_UP)
        broken = time.time()
        redis.kill()
        time.sleep(3)
        redis.start()
        mended = time.time()
        time.sleep(AFTERWARDS)
        return verdict("kill -9 of Redis", writers, ports, broken, mended)
    finally:
        end(redis, *instances)


class Watch(threading.Thread):
    """Listens to the events of a lab through the balancer; where the stream ends, it asks again with what it knows."""

    def __init__(self, port, lab):
        super().__init__(daemon=True)
        self.port, self.lab = port, lab
        self.revision, self.streams, self.running = 0, 0, True

    def run(self):
        while self.running:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
                connection.request("GET", self.lab + "/events", headers={"Last-Event-ID": str(self.revision)})
                answer = connection.getresponse()
                if answer.status == 200:
                    self.streams += 1
                    while line := answer.readline():
                        if line.startswith(b"id:"):
                            self.revision = int(line[3:])
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.2)


def example_host():
    """The WebSocket of docs/examples/host.py."""
    spec = importlib.util.spec_from_file_location("host", os.path.join(HERE, "..", "docs", "examples", "host.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answered(host, url):
    """Opens a socket to a tap and asks who has the host's address; whether the host answers."""
    mac = bytes.fromhex("020000000099")
    try:
        tap = host.Socket(url)
        tap.stream.settimeout(5)
        tap.send(host.arp(1, mac, socket.inet_aton("10.0.0.9"), b"\0" * 6, socket.inet_aton("10.0.0.1")))
        kind, content = tap.receive()
        return kind == 2 and content[12:14] == b"\x08\x06" and content[20:22] == b"\0\2"
    except (OSError, ValueError, SystemExit):
        return False


def balancer(options, folder):
    redis, instances = cluster(options, folder)
    proxy = Balancer(folder, instances)
    try:
        end_at = time.time() + 30
        while time.time() < end_at:
            try:
                if request(proxy.port, "GET", "/api/v1/labs")[0] == 200:
                    break
            except OSError:
                pass
            time.sleep(0.2)
        host, url = example_host(), f"http://127.0.0.1:{proxy.port}"
        tapped = new_lab(proxy.port)
        request(proxy.port, "POST", tapped + "/commands",
                "ip tuntap add tap0 mode tap\nip addr add 10.0.0.1/24 dev tap0\nip link set tap0 up", timeout=30)
        frames = url + tapped + "/namespaces/host/interfaces/tap0/frames"
        before = answered(host, frames)
        writers = load([proxy.port])
        watch = Watch(proxy.port, writers[0].lab)
        watch.start()
        time.sleep(WARM_UP)
        broken = time.time()
        instances[0].kill()
        mended = time.time()
        time.sleep(AFTERWARDS)
        after = answered(host, frames)
        instances[0].start()
        instances[0].await_ready()
        time.sleep(3)
        kept = verdict("kill -9 of an instance behind HAProxy", writers, [instance.port for instance in instances],
                       broken, mended)
        time.sleep(2)
        watch.running = False
        status, body, _ = request(proxy.port, "GET", writers[0].lab, timeout=60)
        revision = json.loads(body)["revision"]
        told = watch.revision == revision
        print(f"WebSocket through HAProxy before/after: {before}/{after}; events: told revision {watch.revision} of {revision} "
              f"by {watch.streams} streams")
        return kept and before and after and told
    finally:
        end(proxy, redis, *instances)


def full_disk(options, folder):
    disk = os.path.join(folder, "disk")
    os.mkdir(disk)
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk]).returncode:
        print("full disk: skipped, mounting a small tmpfs needs root")
        return True
    try:
        redis, instances = cluster(options, folder, disk)
        try:
            ports = [instance.port for instance in instances]
            writers = load(ports)
            time.sleep(WARM_UP)
            broken = time.time()
            with open(os.path.join(disk, "fill"), "wb") as fill:
                try:
                    while True:
                        fill.write(b"x" * 65536)
                        fill.flush()
                except OSError:
                    pass
            ends = 0
            for _ in range(10):  # what a supervisor does: start it again when it has ended
                time.sleep(0.5)
                if redis.process.poll() is not None:
                    ends += 1
                    redis.start()
            os.remove(os.path.join(disk, "fill"))
            time.sleep(0.5)
            if redis.process.poll() is not None:
                redis.start()
            mended = time.time()
            time.sleep(AFTERWARDS)
            print(f"full disk: Redis ended and was started again {ends} times")
            return verdict("full disk", writers, ports, broken, mended)
        finally:
            end(redis, *instances)
    finally:
        subprocess.run(["umount", disk])


def probe(port, seconds):
    """Ordinary requests, one behind the other: how many, how many failed, the slowest."""
    lab = new_lab(port)
    count, failed, slowest, end_at = 0, 0, 0.0, time.time() + seconds
    while time.time() < end_at:
        start = time.time()
        try:
            status, _, _ = request(port, "POST", lab + "/commands", "ip link", timeout=20)
            failed += status != 200
        except (OSError, http.client.HTTPException):
            failed += 1
        count += 1
        slowest = max(slowest, time.time() - start)
        time.sleep(0.01)
    return count, failed, slowest


def crowd(options, folder, what, join, many, seconds):
    instance = Instance(options, folder, ["--vethlab.limits.labs=1000"])
    sockets = []
    try:
        instance.await_ready()
        calm = probe(instance.port, 3)
        join(instance.port, sockets, many)
        stop = threading.Event()

        def drip():
            while not stop.is_set():
                for s in sockets:
                    try:
                        s.send(b"x")
                    except OSError:
                        pass
                    if stop.is_set():
                        return
                stop.wait(DRIP)

        if what == "slow clients":
            threading.Thread(target=drip, daemon=True).start()
        crowded = probe(instance.port, seconds)
        stop.set()
        for s in sockets:
            s.close()
        time.sleep(2)
        after = probe(instance.port, 3)
        print(f"{what}: {len(sockets)} of them; requests answered/failed/slowest: before {calm[0]}/{calm[1]}/{calm[2]:.2f} s, "
              f"meanwhile {crowded[0]}/{crowded[1]}/{crowded[2]:.2f} s, after {after[0]}/{after[1]}/{after[2]:.2f} s")
        return len(sockets) >= many * 0.99 and crowded[1] == 0 and after[1] == 0 and crowded[0] > 0
    finally:
        end(instance)


def connected(port, address):
    s = socket.socket()
    s.bind((address, 0))
    s.settimeout(10)
    s.connect(("127.0.0.1", port))
    s.setblocking(False)
    return s


def slow_clients(options, folder):
    def join(port, sockets, many):
        for i in range(many):
            s = connected(port, f"127.0.1.{1 + i % 200}")
            s.send(b"GET /api/v1/labs HTTP/1.1\r\nHost: x\r\nX-Slow: " if i % 2 else
                   b"POST /api/v1/labs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n")
            sockets.append(s)
    return crowd(options, folder, "slow clients", join, options.clients, 30)


def deaf_clients(options, folder):
    def join(port, sockets, many):
        lab = new_lab(port)
        request(port, "POST", lab + "/commands", "ping -q -f -c 5000 127.0.0.1")
        ask = f"GET {lab}/captures/host/lo HTTP/1.1\r\nHost: x\r\n\r\n".encode()
        listen = f"GET {lab}/events HTTP/1.1\r\nHost: x\r\n\r\n".encode()
        for i in range(many):
            s = connected(port, f"127.0.1.{1 + i % 200}")
            s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            s.send(listen if i < 20 else ask)
            sockets.append(s)
    return crowd(options, folder, "deaf clients", join, 200, 25)


HOSTILE = {  # what a lab can be filled with, as far as its limits let it
    "large packets": ["ip link set lo up"] + ["ping -q -f -s 65000 -c 6000 127.0.0.1"] * 4,
    "many packets": ["ip link set lo up"] + ["ping -q -f -c 20000 127.0.0.1"] * 4,
    "devices": [f"ip netns add n{i}" for i in range(255)] + [f"ip link add b{i} type bridge" for i in range(1600)],
    "routes": ["ip link set lo up"] + [f"ip route add 10.{i >> 8}.{i & 255}.0/24 dev lo" for i in range(8000)],
    "set elements": ["nft add table ip t", "nft add set ip t s '{ type ipv4_addr; }'"] + [
        "nft add element ip t s '{ " + ", ".join(f"10.{j}.{i >> 8}.{i & 255}" for i in range(20000)) + " }'" for j in range(3)],
    "output": ["ip link show " + "x" * 2000] * 3000,
    "storm": ["ip link add br0 type bridge", "ip link add br1 type bridge", "ip link add a0 type veth peer name b0",
              "ip link add a1 type veth peer name b1"] + [f"ip link set {end}{i} master br{bridge} up" for bridge, end in
                                                          ((0, "a"), (1, "b")) for i in (0, 1)]
             + ["ip link set br0 up", "ip link set br1 up", "ip address add 10.0.0.1/24 dev br0", "ping -c 20 -i 100 10.0.0.2"],
}


def fill(port, lines):
    """A lab that is filled; the statuses of the answers."""
    status, body, headers = request(port, "POST", "/api/v1/labs", "{}", "application/json", 60)
    if status != 201:
        return [status]
    lab, statuses = headers["Location"], []
    part = 0
    while part < len(lines):
        size, most = 0, part
        while most < len(lines) and size + len(lines[most]) < 900_000 and most - part < 5000:
            size += len(lines[most]) + 1
            most += 1
        most = max(most, part + 1)
        try:
            statuses.append(request(port, "POST", lab + "/commands", "\n".join(lines[part:most]), timeout=120)[0])
        except (OSError, http.client.HTTPException) as gone:
            statuses.append(type(gone).__name__)
        part = most
    return statuses


def full_heap(instance):
    """More labs with long journals than the heap holds: the last ones are refused, what is there is served, and what is deleted makes room."""
    line, statuses = "ip link set lo mtu {} # " + "x" * 890_000, {}
    for _ in range(60):
        for status in fill(instance.port, [line.format(2000 + i) for i in range(14)]):
            statuses[status] = statuses.get(status, 0) + 1
        if 503 in statuses:
            break
    read, body, _ = request(instance.port, "GET", "/api/v1/labs?pageSize=500", timeout=60)
    labs = [lab["id"] for lab in json.loads(body)["labs"]]
    deleted = {request(instance.port, "DELETE", f"/api/v1/labs/{lab}", timeout=60)[0] for lab in labs}
    start, again = time.time(), 503
    while again == 503 and time.time() < start + 60:
        again = request(instance.port, "POST", "/api/v1/labs", "{}", "application/json", 60)[0]
        time.sleep(0.5)
    print(f"long journals until the heap is full: {statuses}, {len(labs)} labs; list {read}, deletions {deleted}, "
          f"a new lab {again} {time.time() - start:.1f} s after")
    return set(statuses) <= {200, 503} and read == 200 and deleted == {204} and again == 201


def memory(options, folder):
    """Labs at each of their limits in a service with little memory, while somebody else works."""
    instance = Instance(options, folder, ["--vethlab.limits.labs=1000"], [f"-Xmx{options.heap}", "-XX:+ExitOnOutOfMemoryError"])
    try:
        instance.await_ready()
        calm = probe(instance.port, 3)
        found, running = [], threading.Event()

        def work():
            while not running.is_set():
                found.append(probe(instance.port, 2))

        other = threading.Thread(target=work, daemon=True)
        other.start()
        for name, lines in HOSTILE.items():
            print(f"  {name}: {sorted(map(str, set(fill(instance.port, lines))))}, ", end="")
            status, body, _ = request(instance.management_port, "GET", "/actuator/metrics/jvm.memory.used?tag=area:heap", timeout=60)
            print(f"heap used {json.loads(body)['measurements'][0]['value'] / 1e6:.0f} MB" if status == 200 else status, flush=True)
        running.set()
        other.join()
        count, failed, slowest = sum(f[0] for f in found), sum(f[1] for f in found), max(f[2] for f in found)
        print(f"hostile labs: alive {instance.process.poll() is None}; requests of another client answered/failed/slowest: "
              f"before {calm[0]}/{calm[1]}/{calm[2]:.2f} s, meanwhile {count}/{failed}/{slowest:.2f} s")
        return full_heap(instance) and instance.process.poll() is None and failed == 0 and count > 0
    finally:
        end(instance)


def end(*programs):
    for program in programs:
        if program.process.poll() is None:
            program.kill()


FAULTS = {"instance": kill_instance, "balancer": balancer, "redis": kill_redis, "disk": full_disk,
          "slow-clients": slow_clients, "deaf-clients": deaf_clients, "memory": memory}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fault", choices=[*FAULTS, "all"])
    parser.add_argument("--service", default="java -jar target/vethlab.jar")
    parser.add_argument("--java", help="the JVM instead of the one in PATH")
    parser.add_argument("--clients", type=int, default=10_000, help="how many slow clients")
    parser.add_argument("--heap", default="256m", help="the heap of the service that hostile labs are made in")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))  # what was started is ended too
    try:
        import resource
        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        if 0 < most < options.clients + 1000:
            print(f"only {most} open files are allowed: ulimit -n", file=sys.stderr)
    except (ImportError, ValueError, OSError):
        pass
    kept = True
    for name in FAULTS if options.fault == "all" else [options.fault]:
        folder = tempfile.mkdtemp(prefix="faults-")
        try:
            kept &= FAULTS[name](options, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()
