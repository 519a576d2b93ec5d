package io.karawatt.profile.read.internal;

import java.util.Map;

/**
 * Joins registers with a capability of a device.
 *
 * @param scope scope they must have; empty for any.
 * @param group group of their quantity; empty for any.
 * @param stat statistic they must have; empty for any.
 * @param name their name, with a '*' at the end for everything that begins so; empty for any.
 * @param capability the capability asked for.
 */
record Rule(String scope, String group, String stat, String name, String capability) {

    /**
     * Tells whether the rule is about a register.
     *
     * @param row the register.
     * @return true when all that is given agrees.
     */
    boolean matches(TableRow row) {
        return (scope.isEmpty() || scope.equals(row.spec().scope()))
                && (group.isEmpty() || group.equals(row.group()))
                && (stat.isEmpty() || stat.equals(row.spec().stat()))
                && (name.isEmpty() || named(row.spec().name()));
    }

    private boolean named(String other) {
        return name.endsWith("*") ? other.startsWith(name.substring(0, name.length() - 1)) : other.equals(name);
    }

    /**
     * Tells how much of the capability a device has.
     *
     * @param capabilities those of the device.
     * @return the number, 1 for yes, 0 for no or nothing.
     */
    int amount(Map<String, String> capabilities) {
        String text = capabilities.getOrDefault(capability, "no");
        if (text.equals("yes")) {
            return 1;
        }
        return (int) Math.max(0, Math.min(999, Numbers.whole(text).orElse(0)));
    }
}
