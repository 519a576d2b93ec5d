package io.karawatt.event;

import io.karawatt.access.AccessRequest;
import io.karawatt.alarm.Alarm;
import io.karawatt.alarm.AlarmChange;
import io.karawatt.model.PointId;
import io.karawatt.model.ReadingBatch;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Locale;

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
     * Two or more devices answer to one address and garble each other (system alarm 4), or no longer do.
     *
     * @param line name of the line.
     * @param unit the address.
     * @param present whether they do now.
     * @param evidence what was seen, for example "answers overlap 3 times of 3".
     * @param at when.
     */
    record AddressConflict(String line, int unit, boolean present, String evidence, Instant at) implements Event {

        @Override
        public Topic topic() {
            return Topic.BUS;
        }

        @Override
        public String describe() {
            return present
                    ? "two devices answer to address " + unit + " on " + line + ": " + evidence
                    : "address " + unit + " on " + line + " is no longer used twice";
        }
    }

    /**
     * The periods asked for do not fit a line, or fit again.
     *
     * @param line name of the line.
     * @param stretch by how much the periods are stretched; 1 when they fit.
     * @param advice what would help, in plain words; empty when they fit.
     * @param at when.
     */
    record LineStretched(String line, double stretch, String advice, Instant at) implements Event {

        @Override
        public Topic topic() {
            return Topic.BUS;
        }

        @Override
        public String describe() {
            return stretch > 1
                    ? String.format(
                            Locale.ROOT,
                            "line %s is asked for more than it carries: periods are up to %.2f times as long; %s",
                            line,
                            stretch,
                            advice)
                    : "line " + line + " keeps its periods again";
        }
    }

    /**
     * A meter is not what it was: replaced, moved, set otherwise. Never consumption.
     *
     * @param device key of the device.
     * @param kind what befell it.
     * @param what which part, for example {@code NET ID}, {@code address} or {@code load 2 ctPrimary}.
     * @param before what it was, with its unit.
     * @param after what it is, with its unit.
     * @param at when it was seen.
     */
    record DeviceChanged(String device, Change kind, String what, String before, String after, Instant at)
            implements Event {

        @Override
        public Topic topic() {
            return Topic.CHANGES;
        }

        @Override
        public String describe() {
            return device + " " + kind.words() + ": " + what + " was " + before + ", is " + after;
        }
    }

    /** What befell a meter. */
    enum Change {
        /** Another meter stands in its place. */
        REPLACED("was replaced"),
        /** It answers to another address or hangs on another line. */
        MOVED("was moved"),
        /** It is set otherwise: current transformer, wiring, period. */
        SET("was set otherwise"),
        /** A scan looked for it in vain. */
        VANISHED("was not found"),
        /** A scan found it again. */
        RETURNED("was found again");

        private final String words;

        Change(String words) {
            this.words = words;
        }

        /**
         * Says it in a sentence about the device.
         *
         * @return for example {@code was replaced}.
         */
        public String words() {
            return words;
        }
    }

    /**
     * A counter went back; the difference is not consumption. Published under {@link Topic#READINGS} before the batch
     * that shows it, so that whoever counts sees both in order.
     *
     * @param point the counter.
     * @param kind why, as far as can be told.
     * @param before last value before, in the base unit; NaN when it is not known, as after a restart.
     * @param after first value after, in the base unit.
     * @param unit the base unit; empty when it has none.
     * @param at when it was read.
     */
    record CounterBroke(PointId point, CounterBreak kind, double before, double after, String unit, Instant at)
            implements Event {

        @Override
        public Topic topic() {
            return Topic.READINGS;
        }

        @Override
        public String describe() {
            String was = Double.isNaN(before) ? "not known" : told(before);
            return point + " " + kind.words() + ": was " + was + ", is " + told(after);
        }

        private String told(double number) {
            String plain = BigDecimal.valueOf(number)
                    .round(new MathContext(12))
                    .stripTrailingZeros()
                    .toPlainString();
            return unit.isEmpty() ? plain : plain + " " + unit;
        }
    }

    /** Why a counter went back. */
    enum CounterBreak {
        /** It was set to zero or to another value. */
        RESET("was set back"),
        /** It is the counter of another meter in the same place; it may also be higher. */
        REPLACED("belongs to another meter now"),
        /** It reached its end and began again. */
        ROLL_OVER("rolled over");

        private final String words;

        CounterBreak(String words) {
            this.words = words;
        }

        /**
         * Says it in a sentence about the counter.
         *
         * @return for example {@code rolled over}.
         */
        public String words() {
            return words;
        }
    }

    /**
     * An alarm started, ended or was acknowledged.
     *
     * @param alarm the alarm as it is now.
     * @param what what happened to it.
     * @param at when.
     */
    record AlarmChanged(Alarm alarm, AlarmChange what, Instant at) implements Event {

        @Override
        public Topic topic() {
            return Topic.ALARMS;
        }

        @Override
        public String describe() {
            String whose = alarm.device().isEmpty() ? "" : " of " + alarm.device();
            return "alarm " + alarm.id() + " '" + alarm.name() + "'" + whose + " " + what.words();
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
