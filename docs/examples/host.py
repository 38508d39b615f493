#!/usr/bin/env python3
"""A host on the network of a lab: answers ARP and ping by a tap device. Needs nothing but Python 3.

    host.py http://localhost:8080/api/v1/labs/LAB/namespaces/host/interfaces/tap0/frames MAC ADDRESS [ASK]

With ASK it first asks who has that address, so that the lab learns where it is itself.
"""
import base64, os, socket, struct, sys
from urllib.parse import urlsplit


class Socket:
    """The client's side of a WebSocket (RFC 6455): one binary message a frame."""

    def __init__(self, url):
        parts = urlsplit(url)
        self.stream = socket.create_connection((parts.hostname, parts.port or 80))
        self.input = self.stream.makefile("rb")
        key = base64.b64encode(os.urandom(16)).decode()
        headers = [f"GET {parts.path} HTTP/1.1", f"Host: {parts.netloc}", "Upgrade: websocket", "Connection: Upgrade",
                   "Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {key}"]
        if "VETHLAB_KEY" in os.environ:
            headers.append(f"Authorization: Bearer {os.environ['VETHLAB_KEY']}")
        self.stream.sendall(("\r\n".join(headers) + "\r\n\r\n").encode())
        status = self.input.readline().decode().strip()
        while self.input.readline().strip():
            pass
        if " 101" not in status:
            sys.exit(status)

    def send(self, payload, opcode=2):
        length = len(payload)
        head = bytes([0x80 | opcode]) + (bytes([0x80 | length]) if length < 126 else b"\xfe" + struct.pack("!H", length))
        mask = os.urandom(4)
        self.stream.sendall(head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload)))

    def receive(self):
        """The kind and the content of the next message; 1 is text, 2 binary, 8 the end."""
        first, second = self.input.read(2)
        length = second & 127
        if length > 125:
            length = int.from_bytes(self.input.read(2 if length == 126 else 8), "big")
        return first & 15, self.input.read(length)


def checksum(data):
    total = sum(struct.unpack(f"!{(len(data) + 1) // 2}H", data + b"\0" * (len(data) % 2)))
    total = (total & 0xffff) + (total >> 16)
    return ~((total & 0xffff) + (total >> 16)) & 0xffff


def arp(operation, mac, address, other_mac, other_address):
    to = b"\xff" * 6 if operation == 1 else other_mac
    return to + mac + struct.pack("!HHHBBH", 0x0806, 1, 0x0800, 6, 4, operation) + mac + address + other_mac + other_address


def echo_reply(frame, mac):
    header, message = bytearray(frame[14:34]), bytearray(frame[34:])
    header[12:16], header[16:20] = frame[30:34], frame[26:30]
    message[0:4] = b"\0\0\0\0"
    message[2:4] = struct.pack("!H", checksum(bytes(message)))
    return frame[6:12] + mac + frame[12:14] + bytes(header) + bytes(message)


def answer(frame, mac, address):
    kind = frame[12:14]
    if kind == b"\x08\x06" and frame[20:22] == b"\0\1" and frame[38:42] == address:
        return arp(2, mac, address, frame[22:28], frame[28:32])
    if kind == b"\x08\0" and frame[14] == 0x45 and frame[23] == 1 and frame[34] == 8 and frame[30:34] == address:
        return echo_reply(frame, mac)
    return None


def main(url, mac, address, ask=None):
    mac, address = bytes.fromhex(mac.replace(":", "")), socket.inet_aton(address)
    host = Socket(url)
    if ask:
        host.send(arp(1, mac, address, b"\0" * 6, socket.inet_aton(ask)))
    while True:
        kind, content = host.receive()
        if kind == 8:
            break
        if kind == 9:
            host.send(content, 10)
        elif kind == 1:
            print("refused:", content.decode(), flush=True)
        elif kind == 2:
            print("received", content.hex(), flush=True)
            reply = answer(content, mac, address)
            if reply:
                host.send(reply)


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    main(*sys.argv[1:])
