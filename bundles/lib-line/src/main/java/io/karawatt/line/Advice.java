package io.karawatt.line;

import io.karawatt.profile.RegisterSpec.Poll;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what would help a line that is asked for more than it carries. */
final class Advice {

    private static final double PERCENT = 100;

    private Advice() {}

    /**
     * Says it in plain words and numbers.
     *
     * @param demands what is asked.
     * @param wire what reading costs.
     * @param available share of the line that there is for polls.
     * @param stretch by how much the periods are stretched.
     * @return the advice; empty when nothing is stretched.
     */
    static String words(List<Demand> demands, WireCost wire, double available, Stretch stretch) {
        if (stretch.most() <= 1) {
            return "";
        }
        double asked = Demand.share(demands, wire);
        List<String> helps = new ArrayList<>();
        speed(demands, wire, available, helps);
        int devices = (int)
                demands.stream().filter(d -> d.poll() == mostCommon(demands)).count();
        int fewer = (int) Math.ceil(devices * (1 - available / asked));
        if (fewer < devices) {
            helps.add(fewer + (fewer == 1 ? " device" : " devices") + " fewer of " + devices);
        }
        helps.add(String.format(Locale.ROOT, "all periods %.2f times as long", asked / available));
        return String.format(
                Locale.ROOT,
                "%s; polls ask for %.0f %% of the line and %.0f %% is there for them. What helps: %s",
                groups(stretch),
                asked * PERCENT,
                available * PERCENT,
                String.join(", or ", helps));
    }

    private static String groups(Stretch stretch) {
        return Stream.of(Poll.FAST, Poll.SLOW, Poll.RARE)
                .filter(group -> stretch.of(group) > 1)
                .map(group -> String.format(
                        Locale.ROOT, "%s %.2f times", group.name().toLowerCase(Locale.ROOT), stretch.of(group)))
                .collect(Collectors.joining(", "));
    }

    private static Poll mostCommon(List<Demand> demands) {
        return demands.stream().anyMatch(d -> d.poll() == Poll.FAST)
                ? Poll.FAST
                : demands.get(0).poll();
    }

    /** The lowest higher speed that is enough, else what the highest would give. */
    private static void speed(List<Demand> demands, WireCost wire, double available, List<String> helps) {
        List<WireCost.Speed> faster = wire.faster();
        for (int i = 0; i < faster.size(); i++) {
            WireCost.Speed speed = faster.get(i);
            double share = Demand.share(demands, speed.cost());
            boolean last = i == faster.size() - 1;
            if (share <= available || last) {
                helps.add(String.format(
                        Locale.ROOT,
                        share <= available ? "%d bit/s (%.0f %%)" : "%d bit/s, though not alone (%.0f %%)",
                        speed.baud(),
                        share * PERCENT));
                return;
            }
        }
    }
}
