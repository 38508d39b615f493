package dev.vethlab.lab.store.redis;

/** The names of what is in Redis. The prefix is a hash tag, so that in a cluster all of it is in one place. */
record Keys(String prefix) {

    String lab(String id) {
        return "{" + prefix + "}:lab:" + id;
    }

    String journal(String id) {
        return lab(id) + ":journal";
    }

    String snapshot(String id) {
        return lab(id) + ":snapshot";
    }

    /** The ids of all labs, by when they expire. */
    String labs() {
        return "{" + prefix + "}:labs";
    }

    /** Where each new revision is told, as {@code ID REVISION}. */
    String channel() {
        return "{" + prefix + "}:revisions";
    }
}
