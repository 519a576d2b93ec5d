package io.karawatt.shell.internal;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.support.CommandException;

/** Options typed after the arguments, where most people type them: Karaf itself takes them only before. */
final class Trailing {

    private Trailing() {}

    /**
     * Fills the option fields of a command.
     *
     * @param words what followed the arguments.
     * @param most how many of them may be no options.
     * @return the words that are no options.
     */
    static List<String> options(Action command, List<String> words, int most) throws CommandException {
        List<String> others = new ArrayList<>();
        Iterator<String> next = words.iterator();
        while (next.hasNext()) {
            String word = next.next();
            if (word.startsWith("--")) {
                fill(command, word, next);
            } else {
                others.add(word);
            }
        }
        if (others.size() > most) {
            throw Messages.failure("option.many", others.get(most));
        }
        return others;
    }

    private static void fill(Action command, String word, Iterator<String> next) throws CommandException {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Optional<Field> found = Arrays.stream(command.getClass().getDeclaredFields())
                .filter(f -> f.isAnnotationPresent(Option.class)
                        && f.getAnnotation(Option.class).name().equals(name))
                .findFirst();
        if (found.isEmpty()) {
            throw Messages.failure("option.unknown", name);
        }
        Field field = found.get();
        try {
            field.setAccessible(true);
            if (field.getType() == boolean.class) {
                field.setBoolean(command, true);
            } else if (equals < 0 && !next.hasNext()) {
                throw Messages.failure("option.value", name);
            } else {
                set(command, field, equals < 0 ? next.next() : word.substring(equals + 1));
            }
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException("a command's own field can't be set", impossible);
        }
    }

    private static void set(Action command, Field field, String value) throws IllegalAccessException {
        if (field.getType() != List.class) {
            field.set(command, value);
            return;
        }
        List<Object> all = new ArrayList<>((List<?>) field.get(command));
        all.add(value);
        field.set(command, List.copyOf(all));
    }
}
