package org.bactrian.segment;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bactrian.segment.window.PatchScores;
import org.bactrian.unet.MemberVotes;
import org.bactrian.unet.Network;

/**
 * The scores of a network, as many patches at once as its device is best at.
 *
 * @param votes told how the members of an ensemble vote
 * @param room gives an array for so many scores
 */
record DeviceScores(Network network, Optional<MemberVotes> votes, IntFunction<float[]> room) implements PatchScores {

    DeviceScores(Network network) {
        this(network, Optional.empty(), float[]::new);
    }

    @Override
    public PatchScores telling(MemberVotes heard) {
        return new DeviceScores(network, Optional.of(heard), room);
    }

    @Override
    public PatchScores scoringInto(IntFunction<float[]> other) {
        return new DeviceScores(network, votes, other);
    }

    @Override
    public float[] scores(float[] patch) {
        return scores(patch, 1, room);
    }

    private float[] scores(float[] patches, int batch, IntFunction<float[]> into) {
        return votes.map(heard -> network.scores(patches, batch, into, heard))
                .orElseGet(() -> network.scores(patches, batch, into));
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
        float[] scores = scores(joined, patches.size(), float[]::new);
        int each = scores.length / patches.size();
        return IntStream.range(0, patches.size())
                .mapToObj(i -> {
                    float[] ofOne = room.apply(each);
                    System.arraycopy(scores, i * each, ofOne, 0, each);
                    return ofOne;
                })
                .toList();
    }

    @Override
    public int atOnce() {
        return network.atOnce();
    }

    @Override
    public void fitNoMoreThan(int patches) {
        network.fitNoMoreThan(patches);
    }
}
