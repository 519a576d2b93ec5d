package io.karawatt.profile.read;

import java.util.ArrayList;
import java.util.List;

/** Small libraries for tests. */
final class Sample {

    /** A catalogue of a few quantities. */
    static final String QUANTITIES = """
            # key and unit are all that matters here
            key,group,scope,description,unit,signed,bacnetIndex,least,most
            voltageV1,voltage,network,"Voltage, phase 1",V,unsigned,3,0,1000000
            frequency,frequency,network,Frequency,Hz,unsigned,,,
            temperature,io,sensor,Temperature,degC,signed,,,
            thdI1,thd,load,Distortion,%,unsigned,,,
            energyActivePos,energy,load,Energy,Wh,unsigned,,,
            switchPosition,switch,device,Position,-,unsigned,,,
            switchMode,switch,device,Mode,-,unsigned,,,
            """;

    private Sample() {}

    /**
     * Makes a source.
     *
     * @param label its label.
     * @param namesAndTexts names and contents of its files by turns.
     * @return the source.
     */
    static ProfileSource source(String label, String... namesAndTexts) {
        List<ProfileFile> files = new ArrayList<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.add(ProfileFile.of(label, namesAndTexts[i], namesAndTexts[i + 1]));
        }
        return new ProfileSource(label, files);
    }

    /**
     * Loads one file beside the small catalogue.
     *
     * @param name name of the file.
     * @param text its content.
     * @return the library.
     */
    static ProfileLibrary load(String name, String text) {
        return ProfileLibrary.load(source("test", "quantities.csv", QUANTITIES, name, text));
    }
}
