package io.karawatt.settings.internal;

import io.karawatt.settings.SettingsPart;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads whole parts of a device: what they hold themselves, and what they bring with them. */
final class PartReader {

    private final SettingsMap map;
    private final Talk talk;

    PartReader(SettingsMap map, Talk talk) {
        this.map = map;
        this.talk = talk;
    }

    /** Reads a part. */
    Image read(SettingsPart part) throws TalkFailed {
        Image own = talk.read(map.own(part));
        return own.with(talk.read(brought(own)));
    }

    /** Reads the settings that the parts of the same group other than this one have themselves. */
    Map<SettingsPart, Image> others(SettingsPart part) throws TalkFailed {
        Map<SettingsPart, Image> others = new LinkedHashMap<>();
        for (SettingsPart other : map.parts()) {
            if (other.group().equals(part.group()) && !other.equals(part)) {
                others.put(other, talk.read(map.own(other)));
            }
        }
        return others;
    }

    /** The settings of the instances that a part refers to. */
    Collection<Field> brought(Image own) {
        List<Field> all = new ArrayList<>();
        for (Field field : own.fields()) {
            if (!field.refers().isEmpty()) {
                all.addAll(map.brought(field, own.number(field)));
            }
        }
        return all;
    }
}
