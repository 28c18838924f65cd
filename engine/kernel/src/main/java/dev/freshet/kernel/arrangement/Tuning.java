package dev.freshet.kernel.arrangement;

/** What tests turn to meet rare paths: a mask over every hash, so that keys collide, and the size at which sub-tables split. */
record Tuning(long hashMask, int mostSlots) {
    static final Tuning STANDARD = new Tuning(-1, HashDirectory.STANDARD_SLOTS);

    HashDirectory directory() {
        return new HashDirectory(mostSlots);
    }
}
