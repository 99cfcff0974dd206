package org.bactrian.numeric.intensity;

import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/** A region that travels with a scan as one of its channels: 1 inside and 0 outside. */
public final class RegionChannel {

    private RegionChannel() {}

    /** A region as a channel; every label but 0 is inside. */
    public static Volume of(LabelMap region) {
        float[] voxels = new float[region.length()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = region.at(i) == 0 ? 0 : 1;
        }
        return new Volume(region.geometry(), voxels);
    }

    /**
     * The region that a channel of a case marks, by the label {@link NonzeroRegion#INSIDE}: every number but 0 is inside.
     *
     * @param number of the channel, from 0
     * @throws BadCaseException when the case has no such channel
     */
    public static LabelMap region(Case input, int number) {
        int channels = input.channels().size();
        if (number >= channels) {
            throw BadCaseException.of(input.id(), "channels", channels, "at least %d".formatted(number + 1));
        }
        Volume channel = input.channels().get(number);
        byte[] region = new byte[channel.voxels().length];
        for (int i = 0; i < region.length; i++) {
            region[i] = (byte) (channel.voxels()[i] == 0 ? 0 : NonzeroRegion.INSIDE);
        }
        return LabelMap.of(channel.geometry(), region);
    }
}
