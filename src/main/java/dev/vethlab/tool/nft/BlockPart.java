package dev.vethlab.tool.nft;

/**
 * What of the block of a table is done in one go: rules may name chains and sets that stand behind them, since the program puts what
 * they are made of first ({@code nft_cmd_expand}).
 */
enum BlockPart {
    /** Only the form is read. */
    FORM,
    CHAINS,
    /** Counters, sets and maps. */
    OBJECTS,
    RULES
}
