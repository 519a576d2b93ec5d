package io.karawatt.shell.internal;

import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.ProfileLint;
import io.karawatt.profile.ProfileProblem;
import io.karawatt.profile.RegisterSpec;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** How device profiles are shown. */
final class ProfileView {

    private ProfileView() {}

    static Table list(List<DeviceProfile> profiles) {
        Table table = Table.of("reference", "title", "family", "buses", "registers", "maxLoads", "origin")
                .ifEmpty(Messages.text("profile.none"));
        for (DeviceProfile profile : profiles) {
            table.row(
                    profile.reference(),
                    profile.title(),
                    profile.family(),
                    String.join(",", new TreeSet<>(profile.buses())),
                    profile.registers().size(),
                    profile.maxLoads(),
                    profile.origin().toString());
        }
        return table;
    }

    static Table registers(DeviceProfile profile) {
        Table table = Table.of(
                "name", "stat", "scope", "kind", "table", "address", "stride", "count", "type", "scale", "unit",
                "access", "poll", "origin", "sourced");
        for (RegisterSpec row : profile.registers()) {
            RegisterSpec.Coding coding = row.coding();
            table.row(
                    row.name(),
                    row.stat(),
                    row.scope(),
                    lower(row.kind()),
                    lower(row.table()),
                    row.address(),
                    row.stride(),
                    row.count(),
                    lower(coding.type()),
                    coding.scale(),
                    coding.unit(),
                    access(row.access()),
                    lower(row.poll()),
                    row.origin().toString(),
                    row.origin().sourced());
        }
        return table;
    }

    static Table problems(List<ProfileProblem> problems) {
        Table table = Table.of("file", "line", "reason").ifEmpty(Messages.text("profile.noproblem"));
        problems.forEach(problem -> table.row(problem.file(), problem.line(), problem.reason()));
        return table;
    }

    /** What would come of files: faults, else the profiles that would come or change. */
    static Card review(ProfileLint.Review review) {
        Table profiles = Table.of("reference", "title", "buses", "registers", "assumed", "maxLoads");
        for (DeviceProfile profile : review.profiles()) {
            profiles.row(
                    profile.reference(),
                    profile.title(),
                    String.join(",", new TreeSet<>(profile.buses())),
                    profile.registers().size(),
                    profile.registers().stream()
                            .filter(row -> !row.origin().sourced())
                            .count(),
                    profile.maxLoads());
        }
        Table notes = Table.of("note");
        review.notes().forEach(notes::row);
        return new Card()
                .with("good", review.good())
                .table("problems", problems(review.problems()))
                .table("profiles", profiles)
                .table("notes", notes);
    }

    private static String access(RegisterSpec.Access access) {
        return (access.readable() ? "r" : "") + (access.writable() ? "w" : "");
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
