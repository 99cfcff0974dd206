package org.bactrian.segment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bactrian.unet.MemberVotes;
import org.bactrian.unet.Network;

/**
 * The scores of a network, as many patches at once as its device is best at.
 *
 * @param votes told how the members of an ensemble vote
 */
record DeviceScores(Network network, Optional<MemberVotes> votes) implements PatchScores {

    DeviceScores(Network network) {
        this(network, Optional.empty());
    }

    @Override
    public PatchScores telling(MemberVotes heard) {
        return new DeviceScores(network, Optional.of(heard));
    }

    @Override
    public float[] scores(float[] patch) {
        return scores(patch, 1);
    }

    private float[] scores(float[] patches, int batch) {
        return votes.map(heard -> network.scores(patches, batch, heard))
                .orElseGet(() -> network.scores(patches, batch));
    }

    @Override
    public List<float[]> scores(List<float[]> patches) {
        if (patches.size() == 1) {
            return List.of(scores(patches.get(0)));
        }
        int length = patches.get(0).length;
        float[] joined = new float[Math.multiplyExact(length, patches.size())];
        for (int i = 0; i < patches.size(); i++) {
            System.arraycopy(patches.get(i), 0, joined, i * length, length);
        }
        float[] scores = scores(joined, patches.size());
        int each = scores.length / patches.size();
        return IntStream.range(0, patches.size())
                .mapToObj(i -> Arrays.copyOfRange(scores, i * each, (i + 1) * each))
                .toList();
    }

    @Override
    public int atOnce() {
        return network.atOnce();
    }
}
