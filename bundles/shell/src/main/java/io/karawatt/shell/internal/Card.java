package io.karawatt.shell.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Properties of one thing, one a line, then tables; as JSON one object. */
final class Card implements Shown {

    private final Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    private final Map<String, Table> tables = new LinkedHashMap<>();

    Card with(String name, @Nullable Object value) {
        properties.put(name, value);
        return this;
    }

    /** Adds a table; left out of the text when it is empty. */
    Card table(String name, Table table) {
        tables.put(name, table);
        return this;
    }

    @Override
    public String text() {
        int width = properties.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder();
        properties.forEach((name, value) -> text.append(
                        (name + " ".repeat(width + 2 - name.length()) + Cells.text(value)).stripTrailing())
                .append('\n'));
        tables.forEach((name, table) -> {
            if (table.size() > 0) {
                text.append('\n').append(name).append('\n').append(table.text());
            }
        });
        return text.toString();
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, @Nullable Object> property : properties.entrySet()) {
            json.writeFieldName(property.getKey());
            Cells.json(json, property.getValue());
        }
        for (Map.Entry<String, Table> table : tables.entrySet()) {
            json.writeFieldName(table.getKey());
            table.getValue().json(json);
        }
        json.writeEndObject();
    }
}
