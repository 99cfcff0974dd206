package org.bactrian.checkpoint.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.checkpoint.Sha256;
import org.bactrian.checkpoint.nnunet.EnsembleFolder;
import org.bactrian.checkpoint.nnunet.FoundPostprocessing;
import org.bactrian.checkpoint.nnunet.ModelWishes;
import org.bactrian.stage.StageSpec;

/**
 * All that it takes to segment: one model, or several whose probabilities are averaged, each with the one before it where
 * it is a cascade. Immutable.
 *
 * @param members at least one; they have the same labels and take the same images
 * @param postprocessing the stages after the networks
 */
public record ModelSet(List<Member> members, List<StageSpec> postprocessing) {

    /**
     * One model of the set.
     *
     * @param path where it comes from, for people
     * @param previous the model whose label maps this one refines, where it is a cascade that has it
     */
    public record Member(Path path, ModelBundle bundle, Optional<ModelBundle> previous) {}

    public ModelSet {
        members = List.copyOf(members);
        postprocessing = List.copyOf(postprocessing);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a model must be named");
        }
        ModelBundle first = first(members);
        members.forEach(member -> requireLike(member, first));
    }

    /** A model on its own. */
    public static ModelSet of(Path path, ModelBundle bundle) {
        return new ModelSet(List.of(new Member(path, bundle, Optional.empty())), bundle.postprocessing());
    }

    /**
     * Opens models. An {@code ensembles/ensemble___A___B___FOLDS} folder of nnU-Net stands for its members. The stages
     * after several networks are those that nnU-Net has found for just these together, or else those that each of them
     * has.
     *
     * @param wishes what of model folders is wanted
     * @throws IllegalArgumentException when models cannot score together, naming what differs, or as {@link
     *     ModelSource#open} has it
     * @throws org.bactrian.volume.BadCaseException as {@link ModelSource#open} has it
     */
    public static ModelSet open(List<Path> paths, ModelWishes wishes) throws IOException {
        if (paths.size() == 1 && EnsembleFolder.isOne(paths.get(0))) {
            EnsembleFolder folder = EnsembleFolder.of(paths.get(0));
            boolean asNamed = wishes.folds().isEmpty();
            return open(folder.members(), asNamed ? new ModelWishes(folder.folds(), wishes.checkpoint()) : wishes);
        }
        List<Member> members = new ArrayList<>();
        for (Path path : paths) {
            members.add(new Member(path, ModelSource.open(path, wishes), Optional.empty()));
        }
        return new ModelSet(members, members.isEmpty() ? List.of() : found(members));
    }

    private static List<StageSpec> found(List<Member> members) throws IOException {
        List<StageSpec> shared = new ArrayList<>(first(members).postprocessing());
        if (members.size() == 1) {
            return shared;
        }
        Optional<EnsembleFolder> together =
                EnsembleFolder.telling(members.stream().map(Member::path).toList());
        if (together.isPresent()) {
            return FoundPostprocessing.beside(
                            together.get().path(), together.get().folds())
                    .map(FoundPostprocessing::stages)
                    .orElse(List.of());
        }
        members.forEach(member -> shared.retainAll(member.bundle().postprocessing()));
        return shared;
    }

    /** The same with other stages after the networks. */
    public ModelSet withPostprocessing(List<StageSpec> stages) {
        return new ModelSet(members, stages);
    }

    /** The same with every member's bundle replaced. */
    public ModelSet with(UnaryOperator<ModelBundle> change) {
        return new ModelSet(
                members.stream()
                        .map(member -> new Member(member.path(), change.apply(member.bundle()), member.previous()))
                        .toList(),
                postprocessing);
    }

    /**
     * The same with the models that cascades refine, all folds of which are taken.
     *
     * @param wishes with which the set was opened
     * @throws IllegalArgumentException when one is not there, naming where it should be
     */
    public ModelSet withPreviousStages(ModelWishes wishes) throws IOException {
        List<Member> complete = new ArrayList<>();
        for (Member member : members) {
            complete.add(member.bundle().isCascaded() ? withPreviousStage(member, wishes) : member);
        }
        return new ModelSet(complete, postprocessing);
    }

    private static Member withPreviousStage(Member member, ModelWishes wishes) throws IOException {
        ModelBundle bundle = PreviousStage.of(member.path(), wishes);
        if (bundle.isCascaded()) {
            throw new IllegalArgumentException(
                    "the model before %s refines label maps itself; it cannot be the first".formatted(member.path()));
        }
        require(member.path(), "labels", bundle.labels(), member.bundle().labels());
        return new Member(member.path(), member.bundle(), Optional.of(bundle));
    }

    private static ModelBundle first(List<Member> members) {
        return members.get(0).bundle();
    }

    private static void requireLike(Member member, ModelBundle first) {
        ModelBundle bundle = member.bundle();
        require(member.path(), "labels", bundle.labels(), first.labels());
        require(
                member.path(),
                "regions",
                bundle.scoring().regionLabels(),
                first.scoring().regionLabels());
        require(member.path(), "image channels", bundle.imageChannels(), first.imageChannels());
    }

    private static void require(Path path, String what, Object found, Object expected) {
        if (!found.equals(expected)) {
            throw new IllegalArgumentException("models that work together must have the same %s: %s has %s, expected %s"
                    .formatted(what, path, found, expected));
        }
    }

    /** The names by label, background first. */
    public List<String> labels() {
        return first(members).labels();
    }

    /** How scores become labels. */
    public Scoring scoring() {
        return first(members).scoring();
    }

    /** The channels of an image. */
    public int imageChannels() {
        return first(members).imageChannels();
    }

    /** Whether a member refines label maps of another model. */
    public boolean isCascaded() {
        return members.stream().anyMatch(member -> member.bundle().isCascaded());
    }

    /** What identifies the whole: of a model on its own, its digest. */
    public String digest() {
        ModelBundle first = first(members);
        boolean alone = members.size() == 1 && members.get(0).previous().isEmpty();
        if (alone && postprocessing.equals(first.postprocessing())) {
            return first.digest();
        }
        StringBuilder all = new StringBuilder();
        for (Member member : members) {
            all.append(member.bundle().digest()).append('\n');
            member.previous()
                    .ifPresent(bundle ->
                            all.append("after ").append(bundle.digest()).append('\n'));
        }
        return Sha256.of(all.append(postprocessing).toString());
    }
}
