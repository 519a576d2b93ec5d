package io.karawatt.line;

/**
 * The settings that all drivers of lines have in common, as a component property type.
 *
 * <p>It has no defaults: those, and the texts for people, stand in the driver's own metatype, because they differ with
 * the medium. A driver takes this type beside its own one. Ranges are checked by {@link LineSettings}.
 */
public @interface LineConfig {

    /**
     * Name of the line, as devices refer to it.
     *
     * @return 1 to 32 letters, digits, '.', '_' and '-'.
     */
    String line();

    /**
     * Period of voltages, currents and powers.
     *
     * @return milliseconds.
     */
    long fast_period_ms();

    /**
     * Period of energies, averages and distortion.
     *
     * @return milliseconds.
     */
    long slow_period_ms();

    /**
     * Period of extremes and their dates.
     *
     * @return milliseconds.
     */
    long rare_period_ms();

    /**
     * Time-out until a device's own habit is known.
     *
     * @return milliseconds from the end of a request to the begin of its answer.
     */
    long timeout_ms();

    /**
     * Shortest time-out ever learnt.
     *
     * @return milliseconds.
     */
    long timeout_floor_ms();

    /**
     * Second tries before a device counts as silent.
     *
     * @return 0..10.
     */
    int retries();

    /**
     * Most requests waiting for the line.
     *
     * @return 1..10,000.
     */
    int queue_limit();

    /**
     * Share of a busy line for devices that do not answer.
     *
     * @return percent, 1..50.
     */
    int silent_share_percent();

    /**
     * Share of a busy line for requests while polls wait.
     *
     * @return percent, 1..99.
     */
    int request_share_percent();

    /**
     * Share of a busy line for work that can wait.
     *
     * @return percent, 1..50.
     */
    int background_share_percent();

    /**
     * How late a fast read may begin because of a slower one.
     *
     * @return milliseconds, 1..10,000.
     */
    long jitter_limit_ms();

    /**
     * Periods of single devices or kinds of devices.
     *
     * @return entries such as {@code I-35: fast=500, slow=5000; i35-9: rare=600000}, see {@link Rates#parse}.
     */
    String rates();

    /**
     * Whether the line works.
     *
     * @return false keeps it down.
     */
    boolean enabled();
}
