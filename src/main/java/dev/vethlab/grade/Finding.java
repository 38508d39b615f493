package dev.vethlab.grade;

/** What looking came to: how it stands, in words, and what was seen. */
record Finding(CheckStatus status, String detail, String evidence) {

    static Finding of(boolean holds, boolean expected, String detail, String evidence) {
        return new Finding(holds == expected ? CheckStatus.PASSED : CheckStatus.FAILED, detail, evidence);
    }

    static Finding failed(String detail) {
        return new Finding(CheckStatus.FAILED, detail, "");
    }

    static Finding unmodelled(String detail) {
        return new Finding(CheckStatus.UNMODELLED, detail, "");
    }
}
