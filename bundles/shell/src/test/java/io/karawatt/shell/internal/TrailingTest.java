package io.karawatt.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrailingTest {

    private final Typed command = new Typed();

    // point:read i35-9 --json is what people type; Karaf would call the option one argument too many.
    @Test
    void optionsMayFollowTheArguments() throws CommandException {
        List<String> others = Trailing.options(
                command, List.of("8", "--json", "--type", "u32", "--load=1=3P+N-3CT", "--load", "2=1P+N-1CT"), 1);

        assertEquals(List.of("8"), others);
        assertEquals("true u32 [1=3P+N-3CT, 2=1P+N-1CT]", command.execute());
    }

    @Test
    void whatIsNoOptionIsNamed() {
        assertEquals("there is no option '--jason' here: --help shows them", refusal("--jason"));
        assertEquals("option --type needs a value", refusal("--type"));
        assertEquals("'x' is one word too many: put words that belong together in quotes", refusal("x"));
    }

    private String refusal(String... words) {
        return assertThrows(CommandException.class, () -> Trailing.options(command, List.of(words), 0))
                .getNiceHelp();
    }

    private static final class Typed implements Action {

        @Option(name = "--json")
        private boolean json;

        @Option(name = "--type")
        private String type = "u16";

        @Option(name = "--load", multiValued = true)
        private List<String> loads = List.of();

        @Override
        public @Nullable Object execute() {
            return json + " " + type + " " + loads;
        }
    }
}
