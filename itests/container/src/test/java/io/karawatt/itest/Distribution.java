package io.karawatt.itest;

import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.systemTimeout;
import static org.ops4j.pax.exam.CoreOptions.when;
import static org.ops4j.pax.exam.OptionUtils.combine;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFileExtend;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.ops4j.pax.exam.Option;

/** The assembled distribution, set up so that Pax Exam can put its probe into it. */
final class Distribution {

    private static final String MVN = "etc/org.ops4j.pax.url.mvn.cfg";
    private static final String PREFIX = "org.ops4j.pax.url.mvn.";

    private Distribution() {}

    /** Returns the distribution as it is shipped, with further options. */
    static Option[] with(Option... more) {
        String repository = System.getProperty("user.home") + "/.m2/repository";
        Option[] frame = options(
                karafDistributionConfiguration()
                        .frameworkUrl("file:" + System.getProperty("karawatt.distribution"))
                        .karafVersion(System.getProperty("karaf.version"))
                        .name("karawatt")
                        .unpackDirectory(new File("target/exam"))
                        .useDeployFolder(false),
                when(Boolean.getBoolean("karawatt.keep")).useOptions(keepRuntimeFolder()),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                systemTimeout(180_000),
                // The distribution knows no repository but its own; the probe's bundles lie in that of the build.
                editConfigurationFileExtend(MVN, PREFIX + "defaultRepositories", "file:" + repository + "@id=build"),
                editConfigurationFilePut("etc/org.apache.karaf.shell.cfg", "sshPort", String.valueOf(freePort())),
                property("karawatt.version", System.getProperty("karawatt.version")));
        return combine(frame, more);
    }

    /** Passes a system property on into the container. */
    static Option property(String key, String value) {
        return editConfigurationFilePut("etc/system.properties", key, value);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
