package io.karawatt.profile;

import io.karawatt.model.Range;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * One row of a register table: where a value lies and how it is written.
 *
 * @param name key of the quantity in the catalogue, or the name of a setting, status or command.
 * @param kind what sort of register.
 * @param scope what it belongs to: {@code load}, {@code network}, {@code device}, {@code input}, {@code output} …
 * @param stat statistic: {@code inst}, {@code avg}, {@code total} …; empty where none applies.
 * @param table which table it is read from.
 * @param address address of the first instance, 0..65535, as on the wire.
 * @param stride distance of two instances in words; 0 when there is one.
 * @param count number of instances, 1 or more.
 * @param coding how the content is written.
 * @param access who may do what.
 * @param poll how often it is worth reading.
 * @param origin where the row comes from.
 * @param setting what may be written into it, and how it is guarded.
 * @param plausible numbers that make sense, in the base unit.
 */
public record RegisterSpec(
        String name,
        Kind kind,
        String scope,
        String stat,
        RegisterTable table,
        int address,
        int stride,
        int count,
        Coding coding,
        Access access,
        Poll poll,
        Origin origin,
        Setting setting,
        Range plausible) {

    /** Checks the ranges. */
    public RegisterSpec {
        if (count < 1 || (count > 1 && stride < 1)) {
            throw new IllegalArgumentException(name + ": " + count + " instances need a stride of at least 1 word");
        }
        if (address < 0 || address + stride * (count - 1) + coding.words() > 0x10000) {
            throw new IllegalArgumentException(name + ": registers run outside 0..65535");
        }
    }

    /**
     * Makes a row of which nothing is said about writing.
     *
     * @param name key of the quantity, or the name of a setting, status or command.
     * @param kind what sort of register.
     * @param scope what it belongs to.
     * @param stat statistic; empty where none applies.
     * @param table which table it is read from.
     * @param address address of the first instance, 0..65535.
     * @param stride distance of two instances in words; 0 when there is one.
     * @param count number of instances, 1 or more.
     * @param coding how the content is written.
     * @param access who may do what.
     * @param poll how often it is worth reading.
     * @param origin where the row comes from.
     */
    public RegisterSpec(
            String name,
            Kind kind,
            String scope,
            String stat,
            RegisterTable table,
            int address,
            int stride,
            int count,
            Coding coding,
            Access access,
            Poll poll,
            Origin origin) {
        this(name, kind, scope, stat, table, address, stride, count, coding, access, poll, origin, Setting.PLAIN);
    }

    /**
     * Makes a row in which every number makes sense.
     *
     * @param name key of the quantity, or the name of a setting, status or command.
     * @param kind what sort of register.
     * @param scope what it belongs to.
     * @param stat statistic; empty where none applies.
     * @param table which table it is read from.
     * @param address address of the first instance, 0..65535.
     * @param stride distance of two instances in words; 0 when there is one.
     * @param count number of instances, 1 or more.
     * @param coding how the content is written.
     * @param access who may do what.
     * @param poll how often it is worth reading.
     * @param origin where the row comes from.
     * @param setting what may be written into it, and how it is guarded.
     */
    public RegisterSpec(
            String name,
            Kind kind,
            String scope,
            String stat,
            RegisterTable table,
            int address,
            int stride,
            int count,
            Coding coding,
            Access access,
            Poll poll,
            Origin origin,
            Setting setting) {
        this(name, kind, scope, stat, table, address, stride, count, coding, access, poll, origin, setting, Range.ALL);
    }

    /**
     * Returns the address of an instance.
     *
     * @param instance 1..count; for a single instance any number.
     * @return address of its first word.
     */
    public int addressOf(int instance) {
        return count == 1 ? address : address + stride * (instance - 1);
    }

    /**
     * Tells whether reading it gives what was written before.
     *
     * @return false for what can't be read, for commands, for masks that act when written and for a clock, which moves
     *     on.
     */
    public boolean keeps() {
        return access.readable()
                && kind != Kind.COMMAND
                && !setting.bits()
                && !setting.group().equals(Setting.CLOCK);
    }

    /**
     * Returns its name among the settings.
     *
     * @return the label, or the name of the row when it has none.
     */
    public String label() {
        return setting.label().isEmpty() ? name : setting.label();
    }

    /**
     * Tells whether the row gives a numeric point of the process image.
     *
     * @return true for readable measures and dates with a statistic whose type is a number.
     */
    public boolean point() {
        return (kind == Kind.MEASURE || kind == Kind.DATE)
                && !stat.isEmpty()
                && coding.type().numeric()
                && access.readable();
    }

    /** What sort of register. */
    public enum Kind {
        /** A measured value. */
        MEASURE,
        /** A date that belongs to a value. */
        DATE,
        /** A state of the device. */
        STATUS,
        /** Something that can be set. */
        SETTING,
        /** Something that makes the device act when written. */
        COMMAND,
        /** Chooses what a memory shows; writing it changes nothing else. */
        CURSOR,
        /** Identification. */
        ID,
        /** Part of a record of a log. */
        LOG
    }

    /**
     * How the content is written.
     *
     * @param type register type.
     * @param words number of words; the type's own but for texts.
     * @param order word order.
     * @param scale value in the base unit = raw x scale + offset; not 0.
     * @param offset see scale.
     * @param unit base unit as written in the table.
     * @param notAvailable raw bit patterns that mean "no value"; may be empty.
     * @param bit lowest bit of a bit field, 0..15; 0 for whole values.
     * @param width number of bits of a bit field, 1..16; 0 for whole values.
     */
    public record Coding(
            RegisterType type,
            int words,
            WordOrder order,
            double scale,
            double offset,
            String unit,
            Set<Long> notAvailable,
            int bit,
            int width) {

        /** Checks scale, length and bit field; copies the set. */
        public Coding {
            if (scale == 0 || !Double.isFinite(scale) || !Double.isFinite(offset)) {
                throw new IllegalArgumentException("scale must be a number other than 0 and offset a number");
            }
            if (words < 1 || words > 125 || (type.words() != 0 && words != type.words())) {
                throw new IllegalArgumentException(type + " does not take " + words + " words");
            }
            if (width < 0 || bit < 0 || bit + width > 16 || (width > 0 && words != 1)) {
                throw new IllegalArgumentException("a bit field lies in bits 0..15 of one word");
            }
            notAvailable = Set.copyOf(notAvailable);
        }

        /**
         * Returns the content as it is in the register, a bit field cut out.
         *
         * @param registers holds the words.
         * @param first where they begin.
         * @return the bits, right-aligned, not sign-extended.
         */
        public long raw(Registers registers, int first) {
            long bits = type.bits(registers, first, order);
            return width == 0 ? bits : (bits >> bit) & ((1L << width) - 1);
        }

        /**
         * Returns the content as a number in the base unit, whatever it may mean.
         *
         * @param registers holds the words.
         * @param first where they begin.
         * @return the number; empty when it is none.
         */
        public OptionalDouble value(Registers registers, int first) {
            OptionalDouble raw = width == 0
                    ? type.decode(registers, first, order)
                    : OptionalDouble.of((double) raw(registers, first));
            return raw.isPresent() ? OptionalDouble.of(raw.getAsDouble() * scale + offset) : raw;
        }
    }

    /**
     * Who may do what.
     *
     * @param readable whether it can be read.
     * @param writeSingle whether function 6 writes it.
     * @param writeMultiple whether function 16 writes it.
     */
    public record Access(boolean readable, boolean writeSingle, boolean writeMultiple) {

        /**
         * Tells whether it can be written at all.
         *
         * @return true when one of the two functions does.
         */
        public boolean writable() {
            return writeSingle || writeMultiple;
        }
    }

    /** How often a register is worth reading. */
    public enum Poll {
        /** Every round: voltages, currents, powers. */
        FAST,
        /** Now and then: energies, averages, distortion. */
        SLOW,
        /** Rarely: extremes and their dates. */
        RARE,
        /** Only when asked: settings, records, single harmonics. */
        ON_REQUEST
    }

    /**
     * Where a row comes from.
     *
     * @param file name of the file.
     * @param line line in the file, from 1.
     * @param sourced whether it was found in a public source; false for our own assumption.
     * @param source the source.
     */
    public record Origin(String file, int line, boolean sourced, String source) {

        @Override
        public String toString() {
            return file + ":" + line;
        }
    }
}
