package io.karawatt.settings.internal;

import io.karawatt.model.Registers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Contents of settings at one moment.
 *
 * @param contents by setting, in the order in which they were asked for.
 */
record Image(Map<Field, Registers> contents) {

    Image {
        contents = Collections.unmodifiableMap(new LinkedHashMap<>(contents));
    }

    Set<Field> fields() {
        return contents.keySet();
    }

    Registers of(Field field) {
        return Objects.requireNonNull(contents.get(field));
    }

    /** Returns the content as it is in the register, for fields that hold a small number. */
    int number(Field field) {
        return (int) field.row().coding().raw(of(field), 0);
    }

    Optional<Field> named(String name) {
        return contents.keySet().stream()
                .filter(field -> field.name().equals(name))
                .findFirst();
    }

    /** Returns this image with what another one says where it says something. */
    Image with(Image other) {
        Map<Field, Registers> all = new LinkedHashMap<>(contents);
        all.putAll(other.contents);
        return new Image(all);
    }

    /** Returns those contents of this image that another one has otherwise, or not at all. */
    Image without(Image other) {
        Map<Field, Registers> left = new LinkedHashMap<>(contents);
        left.entrySet().removeAll(other.contents.entrySet());
        return new Image(left);
    }

    /** Returns this image of some settings only. */
    Image only(Set<Field> some) {
        Map<Field, Registers> left = new LinkedHashMap<>(contents);
        left.keySet().retainAll(some);
        return new Image(left);
    }

    /** Returns the settings in order, those whose names begin alike up to a dot together. */
    List<Field> arranged() {
        Map<String, List<Field>> groups = new LinkedHashMap<>();
        for (Field field : contents.keySet()) {
            String name = field.name();
            String group = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
            groups.computeIfAbsent(group, g -> new ArrayList<>()).add(field);
        }
        return groups.values().stream().flatMap(List::stream).toList();
    }
}
