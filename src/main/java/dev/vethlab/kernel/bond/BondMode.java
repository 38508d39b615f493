package dev.vethlab.kernel.bond;

/** How a bond uses its slaves ({@code BOND_MODE_*}), in the kernel's order. */
public enum BondMode {
    BALANCE_RR("balance-rr"),
    ACTIVE_BACKUP("active-backup"),
    BALANCE_XOR("balance-xor"),
    BROADCAST("broadcast");

    private final String word;

    BondMode(String word) {
        this.word = word;
    }

    /** The name that programs use. */
    public String word() {
        return word;
    }
}
