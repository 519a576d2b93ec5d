package io.karawatt.event;

import io.karawatt.access.AccessRequest;
import io.karawatt.model.ReadingBatch;
import java.time.Instant;

/** Something that happened; the closed list of what travels on the event bus. */
public sealed interface Event {

    /**
     * Returns what the event is about.
     *
     * @return the topic it is published under.
     */
    Topic topic();

    /**
     * Returns when it happened.
     *
     * @return the instant (UTC).
     */
    Instant at();

    /**
     * Tells a technician what happened, in one line of plain English.
     *
     * @return the line, without the time.
     */
    String describe();

    /**
     * New readings are in the process image.
     *
     * @param batch what one poll of one device brought.
     */
    record ReadingsArrived(ReadingBatch batch) implements Event {

        @Override
        public Topic topic() {
            return Topic.READINGS;
        }

        @Override
        public Instant at() {
            return batch.at();
        }

        @Override
        public String describe() {
            return batch.size() + " values of " + batch.schema().device();
        }
    }

    /**
     * A device stopped answering; its values are missing until it answers again.
     *
     * @param device key of the device.
     * @param line name of its line.
     * @param reason what was seen, for example "no answer within 120 ms, 3 tries".
     * @param at when the last try failed.
     */
    record DeviceFellSilent(String device, String line, String reason, Instant at) implements Event {

        @Override
        public Topic topic() {
            return Topic.BUS;
        }

        @Override
        public String describe() {
            return device + " on " + line + " fell silent: " + reason;
        }
    }

    /**
     * A silent device answers again.
     *
     * @param device key of the device.
     * @param line name of its line.
     * @param at when it answered.
     */
    record DeviceAnswersAgain(String device, String line, Instant at) implements Event {

        @Override
        public Topic topic() {
            return Topic.BUS;
        }

        @Override
        public String describe() {
            return device + " on " + line + " answers again";
        }
    }

    /**
     * A whole line went down or came up.
     *
     * @param line name of the line.
     * @param up whether it works now.
     * @param reason what was seen; empty when it works.
     * @param at when.
     */
    record LineChanged(String line, boolean up, String reason, Instant at) implements Event {

        @Override
        public Topic topic() {
            return Topic.BUS;
        }

        @Override
        public String describe() {
            return "line " + line + (up ? " is up" : " is down: " + reason);
        }
    }

    /**
     * Devices, loads or profiles changed.
     *
     * @param summary what changed, in plain words, with before and after.
     * @param at when.
     */
    record TopologyChanged(String summary, Instant at) implements Event {

        @Override
        public Topic topic() {
            return Topic.TOPOLOGY;
        }

        @Override
        public String describe() {
            return summary;
        }
    }

    /**
     * Somebody was refused.
     *
     * @param request who wanted what, from where.
     * @param reason why not.
     * @param at when.
     */
    record AccessRefused(AccessRequest request, String reason, Instant at) implements Event {

        @Override
        public Topic topic() {
            return Topic.ACCESS;
        }

        @Override
        public String describe() {
            return "refused: " + request.describe() + ": " + reason;
        }
    }

    /**
     * Somebody was allowed to write, and this came of it.
     *
     * @param request who wrote what, from where.
     * @param outcome "done", or what went wrong.
     * @param at when.
     */
    record WriteHappened(AccessRequest request, String outcome, Instant at) implements Event {

        @Override
        public Topic topic() {
            return Topic.ACCESS;
        }

        @Override
        public String describe() {
            return "write: " + request.describe() + ": " + outcome;
        }
    }

    /**
     * Something about the gateway itself: a door opened or closed, the disk is full.
     *
     * @param severity how bad it is.
     * @param subject short name of what it is about, for example {@code modbus-tcp}.
     * @param text what happened and, where it is bad, how to mend it.
     * @param at when.
     */
    record GatewayNotice(Severity severity, String subject, String text, Instant at) implements Event {

        @Override
        public Topic topic() {
            return Topic.SYSTEM;
        }

        @Override
        public String describe() {
            return subject + ": " + text;
        }
    }

    /** How bad a notice is. */
    enum Severity {
        /** For the logbook. */
        INFO,
        /** Something is lost or limited. */
        WARNING,
        /** Someone must come. */
        ERROR
    }
}
