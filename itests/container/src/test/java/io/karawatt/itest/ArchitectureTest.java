package io.karawatt.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Test;

/** Holds the manifest of every built bundle against docs/architecture-rules.csv. */
public class ArchitectureTest {

    private static final List<String> EVERYBODYS = List.of("org.slf4j", "org.osgi.");
    private static final Pattern CLAUSE = Pattern.compile("([\\w.]+)((?:;[^,;\"]*(?:\"[^\"]*\")?)*)(?:,|$)");

    private static final Map<String, Rule> RULES = new LinkedHashMap<>();
    private static final Map<String, Attributes> MANIFESTS = new TreeMap<>();
    private static final Map<String, String> OWNERS = new HashMap<>();

    private record Rule(String bundle, double floor, boolean exports, Set<String> uses, List<String> foreign) {}

    @BeforeClass
    public static void readRulesAndManifests() throws IOException {
        Path root = Path.of(System.getProperty("karawatt.root"));
        for (String line : Files.readAllLines(root.resolve("docs/architecture-rules.csv"))) {
            if (!line.startsWith("#") && !line.startsWith("bundle,")) {
                String[] cells = line.split(",", -1);
                assertEquals("cells of: " + line, 5, cells.length);
                RULES.put(
                        cells[0],
                        new Rule(
                                cells[0],
                                Double.parseDouble(cells[1]),
                                cells[2].equals("yes"),
                                Set.copyOf(words(cells[3])),
                                words(cells[4])));
            }
        }
        try (Stream<Path> folders = Files.list(root.resolve("bundles"))) {
            for (Path folder :
                    folders.filter(f -> Files.exists(f.resolve("pom.xml"))).toList()) {
                String bundle = folder.getFileName().toString();
                Path jar = folder.resolve("target/" + bundle + "-" + System.getProperty("karawatt.version") + ".jar");
                assertTrue(jar + " is not built", Files.exists(jar));
                try (JarFile open = new JarFile(jar.toFile())) {
                    MANIFESTS.put(bundle, open.getManifest().getMainAttributes());
                }
                packages(bundle, "Export-Package").forEach(name -> OWNERS.put(name, bundle));
            }
        }
    }

    @Test
    public void everyBundleHasARule() {
        assertFalse("no bundles were found", MANIFESTS.isEmpty());
        List<String> without =
                MANIFESTS.keySet().stream().filter(b -> !RULES.containsKey(b)).toList();

        assertEquals("bundles without a row in docs/architecture-rules.csv", List.of(), without);
    }

    @Test
    public void theRulesThemselvesOnlyLookDown() {
        List<String> wrong = new ArrayList<>();
        for (Rule rule : RULES.values()) {
            for (String used : rule.uses()) {
                Rule below = RULES.get(used);
                if (below == null || below.floor() >= rule.floor()) {
                    wrong.add(rule.bundle() + " uses " + used);
                }
            }
        }
        assertEquals("up, sideways or unknown", List.of(), wrong);
    }

    @Test
    public void bundlesImportOnlyWhatTheirRuleAllows() {
        List<String> wrong = new ArrayList<>();
        MANIFESTS
                .keySet()
                .forEach(bundle -> packages(bundle, "Import-Package").stream()
                        .filter(name -> !allowed(RULES.get(bundle), name))
                        .forEach(name -> wrong.add(bundle + " imports " + name)));

        assertEquals("against docs/architecture-rules.csv", List.of(), wrong);
    }

    @Test
    public void onlyContractsExport() {
        List<String> wrong = MANIFESTS.keySet().stream()
                .filter(bundle -> !RULES.get(bundle).exports())
                .filter(bundle -> !packages(bundle, "Export-Package").isEmpty())
                .toList();

        assertEquals("bundles that export though they may be replaced", List.of(), wrong);
    }

    @Test
    public void noBundleHasAnActivatorOrExportsItsInside() {
        List<String> wrong = new ArrayList<>();
        MANIFESTS.forEach((bundle, manifest) -> {
            boolean ours = !bundle.equals("camel-runtime");
            if (ours && manifest.getValue("Bundle-Activator") != null) {
                wrong.add(bundle + " has an activator");
            }
            packages(bundle, "Export-Package").stream()
                    .filter(name -> ours && name.contains(".internal"))
                    .forEach(name -> wrong.add(bundle + " exports " + name));
        });
        assertEquals(List.of(), wrong);
    }

    private static boolean allowed(Rule rule, String name) {
        String owner = OWNERS.get(name);
        if (owner != null) {
            return owner.equals(rule.bundle()) || rule.uses().contains(owner);
        }
        boolean jdk = ModuleLayer.boot().modules().stream()
                .anyMatch(module -> module.getPackages().contains(name));
        boolean common = EVERYBODYS.stream().anyMatch(name::startsWith);
        return jdk || common || rule.foreign().stream().anyMatch(name::startsWith);
    }

    private static Set<String> packages(String bundle, String header) {
        String value = MANIFESTS.get(bundle).getValue(header);
        Matcher clauses = CLAUSE.matcher(value == null ? "" : value);
        return clauses.results().map(match -> match.group(1)).collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> words(String cell) {
        return Arrays.stream(cell.split(" ")).filter(word -> !word.isEmpty()).toList();
    }
}
