package dev.vethlab.verify.normal;

/** Bytes of a frame, read as protocols lay them out; reading behind the end gives what the caller must expect: an exception. */
record Octets(byte[] array, int from, int to) {

    static Octets of(byte[] array) {
        return new Octets(array, 0, array.length);
    }

    int length() {
        return to - from;
    }

    int at(int index) {
        if (index < 0 || index >= length()) {
            throw new IndexOutOfBoundsException(index);
        }
        return array[from + index] & 0xff;
    }

    int u16(int index) {
        return at(index) << 8 | at(index + 1);
    }

    long u32(int index) {
        return (long) u16(index) << 16 | u16(index + 2);
    }

    /** From one index to another, as far as there are bytes. */
    Octets slice(int begin, int end) {
        int first = Math.min(from + begin, to);
        return new Octets(array, first, Math.max(first, Math.min(from + end, to)));
    }

    Octets skip(int count) {
        return slice(count, length());
    }

    String ipv4(int index) {
        return at(index) + "." + at(index + 1) + "." + at(index + 2) + "." + at(index + 3);
    }

    String mac(int index) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            text.append(i == 0 ? "" : ":").append(String.format("%02x", at(index + i)));
        }
        return text.toString();
    }

    String hex(int limit) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(limit, length()); i++) {
            text.append(String.format("%02x", at(i)));
        }
        return text.toString();
    }

    /** The one's complement sum, folded; 0xffff over data with a right checksum in it. */
    int sum(long start) {
        long sum = start;
        for (int i = 0; i < length(); i++) {
            sum += (i & 1) == 0 ? at(i) << 8 : at(i);
        }
        while (sum >> 16 != 0) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return (int) sum;
    }
}
