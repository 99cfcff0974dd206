package org.bactrian.checkpoint.nnunet.zip;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bactrian.checkpoint.nnunet.FirstVersionModel;
import org.bactrian.checkpoint.nnunet.NnUNetModel;

/**
 * A model folder in a zip.
 *
 * @param folder in the zip: {@code Dataset220_KiTS2023/nnUNetTrainer__nnUNetPlans__3d_fullres}, or {@code
 *     3d_fullres/Task048_KiTS/nnUNetTrainerV2__nnUNetPlansv2.1} of nnU-Net's first version
 * @param configuration such as {@code 3d_fullres}
 * @param isFirstVersion whether nnU-Net's first version wrote it
 */
record ZippedModel(String folder, String configuration, boolean isFirstVersion) {

    /** What is read of a folder. */
    private static final Pattern NEEDED =
            Pattern.compile("plans\\.(json|pkl)|dataset\\.json|LICEN[CS]E(\\.txt|\\.md)?|COPYING"
                    + "|(crossval_results_folds_[0-9_]{1,40}/)?postprocessing\\.(json|pkl)"
                    + "|(fold_(\\d{1,3}|all)|all)/[A-Za-z0-9_.-]{1,100}\\.(pth|model|model\\.pkl)");

    private static final String SEPARATOR = "__";
    private static final String USUAL = "3d_fullres";

    /** The model whose plan has a name, if it is one. */
    static Optional<ZippedModel> of(String name) {
        List<String> parts = List.of(name.split("/", -1));
        int plan = parts.size() - 1;
        boolean isFirst = parts.get(plan).equals(FirstVersionModel.PLANS);
        boolean isSecond = parts.get(plan).equals(NnUNetModel.PLANS) && plan == 2;
        int named = isFirst ? plan - 3 : plan - 1;
        boolean isModel = (isFirst || isSecond) && named >= 0;
        if (!isModel || !parts.subList(named, plan).stream().allMatch(ZippedModel::isPlain)) {
            return Optional.empty();
        }
        String folder = name.substring(0, name.lastIndexOf('/'));
        String configuration =
                isFirst ? parts.get(named) : folder.substring(folder.lastIndexOf(SEPARATOR) + SEPARATOR.length());
        return Optional.of(new ZippedModel(folder, configuration, isFirst));
    }

    /** A name that any disk takes. */
    private static boolean isPlain(String name) {
        return name.matches("[A-Za-z0-9_. +-]{1,200}");
    }

    /** Where it is unpacked to: with those folders above it whose names say something of the model. */
    Path below(Path temporary) {
        List<String> parts = List.of(folder.split("/", -1));
        Path place = temporary;
        for (String part : parts.subList(parts.size() - (isFirstVersion ? 3 : 1), parts.size())) {
            place = place.resolve(part);
        }
        return place;
    }

    /** The only one, or the usual one of several. */
    static Optional<ZippedModel> onlyOrUsual(List<ZippedModel> models) {
        if (models.size() == 1) {
            return Optional.of(models.get(0));
        }
        List<ZippedModel> usual = models.stream()
                .filter(model -> model.configuration().equals(USUAL))
                .toList();
        return usual.size() == 1 ? Optional.of(usual.get(0)) : Optional.empty();
    }

    /** Whether a file of the folder is read at all. */
    static boolean needs(String inside) {
        return NEEDED.matcher(inside).matches();
    }

    /** Whether a file of the folder is needed to tell which model comes before this one. */
    boolean tellsPrevious(String inside) {
        return isFirstVersion ? needs(inside) && inside.endsWith(".model.pkl") : inside.equals(NnUNetModel.PLANS);
    }
}
