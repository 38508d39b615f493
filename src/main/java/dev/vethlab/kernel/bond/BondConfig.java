package dev.vethlab.kernel.bond;

/** The settings of a bond ({@code struct bond_params}); the fields are open to who makes and shows bonds. */
public final class BondConfig {

    /** When the primary slave becomes the active one again ({@code BOND_PRI_RESELECT_*}). */
    public enum Reselect {
        ALWAYS,
        BETTER,
        FAILURE
    }

    /** Whose address slaves have in active-backup mode ({@code BOND_FOM_*}). */
    public enum FailOverMac {
        NONE,
        ACTIVE,
        FOLLOW
    }

    /** What decides which slave a packet takes ({@code BOND_XMIT_POLICY_*}). */
    public enum HashPolicy {
        LAYER2("layer2"),
        LAYER34("layer3+4"),
        LAYER23("layer2+3");

        private final String word;

        HashPolicy(String word) {
            this.word = word;
        }

        /** The name that programs use. */
        public String word() {
            return word;
        }
    }

    public BondMode mode = BondMode.BALANCE_RR;

    /** How often carriers are looked at, in milliseconds; 0 for never. */
    public int miimon;

    /** How long a carrier must be there or gone before it counts, in milliseconds. */
    public int upDelay;

    public int downDelay;

    /** How long between the announcements after a change, in milliseconds. */
    public int peerNotifyDelay;

    public boolean useCarrier = true;

    /** The name of the slave that is preferred; empty for none. */
    public String primary = "";

    public Reselect primaryReselect = Reselect.ALWAYS;
    public FailOverMac failOverMac = FailOverMac.NONE;
    public HashPolicy hashPolicy = HashPolicy.LAYER2;
    public int resendIgmp = 1;

    /** How many announcements follow a change. */
    public int peerNotifications = 1;

    public boolean allSlavesActive;

    /** How many slaves must be up for the bond to have carrier. */
    public int minLinks;

    public int learningInterval = 1;

    /** How many packets one slave carries before the next one's turn. */
    public int packetsPerSlave = 1;
}
