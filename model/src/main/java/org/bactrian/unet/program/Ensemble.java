package org.bactrian.unet.program;

/**
 * How many networks of one plan make one program, and what of theirs is averaged: over the members in the program, and over
 * windows and mirrors by whoever calls it.
 *
 * @param members at least 1
 * @param scores what is averaged
 */
public record Ensemble(int members, Scores scores) {

    /** A network on its own. */
    public static final Ensemble ALONE = new Ensemble(1, Scores.LOGITS);

    private static final int MOST = 64;

    /** What a program returns for every class. */
    public enum Scores {
        /** Numbers of any size, as the heads compute them. */
        LOGITS,

        /** Probabilities that sum to one over the classes. */
        PROBABILITIES {
            @Override
            String of(String logits) {
                return "torch.softmax(%s, 1, None)".formatted(logits);
            }
        },

        /** By how much the probability of a region, each of them by itself, exceeds a half. */
        MARGINS {
            @Override
            String of(String logits) {
                return "torch.sigmoid(%s)".formatted(logits);
            }

            @Override
            String ofMean(String mean) {
                return "torch.sub(%s, 0.5)".formatted(mean);
            }
        };

        /** The expression that is averaged over members, of what their heads compute. */
        String of(String logits) {
            return logits;
        }

        /** The expression that makes scores of the mean. */
        String ofMean(String mean) {
            return mean;
        }
    }

    public Ensemble {
        if (members < 1 || members > MOST) {
            throw new IllegalArgumentException("an ensemble has 1 to %d members, got %d".formatted(MOST, members));
        }
    }

    /** What comes before the names of a member's weights; nothing where it is the only one. */
    String prefix(int member) {
        return members == 1 ? "" : "member_%s_".formatted(member);
    }
}
