package io.karawatt.alarm;

/** What happened to an alarm. */
public enum AlarmChange {
    /** It began. */
    STARTED("started"),
    /** What caused it is over. */
    ENDED("ended"),
    /** Somebody acknowledged it. */
    ACKNOWLEDGED("was acknowledged");

    private final String words;

    AlarmChange(String words) {
        this.words = words;
    }

    /**
     * Says it in a sentence about the alarm.
     *
     * @return for example {@code started}.
     */
    public String words() {
        return words;
    }
}
