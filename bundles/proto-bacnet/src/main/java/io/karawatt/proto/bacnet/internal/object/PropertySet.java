package io.karawatt.proto.bacnet.internal.object;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The properties that objects of one kind have, in the order of Property_List. Immutable. */
public final class PropertySet {

    private final List<Property> rows;
    private final int[] ids;
    private final Property[] byId;

    /**
     * Makes a set.
     *
     * @param rows the properties, each id once.
     */
    PropertySet(List<Property> rows) {
        this.rows = List.copyOf(rows);
        this.byId = rows.stream().sorted(Comparator.comparingInt(Property::id)).toArray(Property[]::new);
        this.ids = Arrays.stream(byId).mapToInt(Property::id).toArray();
        for (int i = 1; i < ids.length; i++) {
            if (ids[i] == ids[i - 1]) {
                throw new IllegalStateException("property " + ids[i] + " is listed twice");
            }
        }
    }

    /**
     * Returns them.
     *
     * @return in the order of Property_List.
     */
    public List<Property> rows() {
        return rows;
    }

    /**
     * Finds one by its number.
     *
     * @param id any number.
     * @return the property; null when there is none.
     */
    public @Nullable Property find(long id) {
        if (id < 0 || id > Integer.MAX_VALUE) {
            return null;
        }
        int at = Arrays.binarySearch(ids, (int) id);
        return at < 0 ? null : byId[at];
    }
}
