"""Makes the models, scans and label maps beside this file with nnU-Net 1.7.1 (torch 2.7.1, batchgenerators 0.25.1's rule for
label maps): random weights, a random scan of three channels with an empty border and a hole, and what nnU-Net makes of it.

usage: python make_first_version.py     (RESULTS_FOLDER, nnUNet_raw_data_base and nnUNet_preprocessed may be any folders)
"""
import os
import pickle
import shutil
import tempfile

os.environ["TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD"] = "1"

import batchgenerators.augmentations.utils as utils
import numpy as np
import SimpleITK as sitk
import torch
from scipy.ndimage import gaussian_filter
from skimage.transform import resize

np.int, np.bool = int, bool


def threshold(labels, shape, order=3):
    resized = np.zeros(shape, labels.dtype)
    for label in np.unique(labels):
        share = resize((labels == label).astype(float), shape, order, mode="edge", clip=True, anti_aliasing=False)
        resized[share >= 0.5] = label
    return resized


utils.resize_segmentation = threshold

import nnunet
from nnunet.inference.segmentation_export import save_segmentation_nifti_from_softmax
from nnunet.training.model_restore import load_model_and_checkpoint_files, recursive_find_python_class

HERE = os.path.dirname(os.path.abspath(__file__))
SPACING = [2.2, 0.9, 1.1]
SHAPE = (18, 30, 26)


def scans(random):
    z, y, x = np.meshgrid(*[np.linspace(-1, 1, n) for n in SHAPE], indexing="ij")
    body = (z / 1.1) ** 2 + ((y - 0.1) / 0.8) ** 2 + (x / 0.9) ** 2 < 1
    body[8:10, 14:18, 11:14] = False
    for channel in range(3):
        noise = gaussian_filter(random.normal(size=SHAPE), 1.5)
        image = noise / noise.std() * 300 + (50 if channel != 1 else 900)
        image[np.abs(image) < 1] = 1
        itk = sitk.GetImageFromArray(np.where(body, image, 0).astype(np.int16))
        itk.SetSpacing(SPACING[::-1])
        itk.SetOrigin([-20, 13, 40])
        sitk.WriteImage(itk, os.path.join(HERE, f"scan_{channel:04d}.nii.gz"))


def plans(schemes, masks, patch, pools, kernels, spacing, transpose, classes):
    measured = {"mean": np.float32(50), "sd": np.float32(200), "percentile_00_5": np.float32(-300), "percentile_99_5": np.float32(400)}
    stage = {"batch_size": 2, "num_pool_per_axis": [0] * len(patch), "patch_size": np.array(patch), "do_dummy_2D_data_aug": False,
             "current_spacing": np.array(spacing), "original_spacing": np.array(spacing),
             "pool_op_kernel_sizes": pools, "conv_kernel_sizes": kernels,
             "num_blocks_encoder": (1, 2, 2), "num_blocks_decoder": (2, 1)}
    return {"num_modalities": len(schemes), "data_identifier": "data", "num_stages": 1, "normalization_schemes": dict(enumerate(schemes)), "use_mask_for_norm": dict(enumerate(masks)),
            "dataset_properties": {"intensityproperties": {c: measured for c in range(len(schemes))}}, "base_num_features": 2,
            "num_classes": classes, "all_classes": list(range(1, classes + 1)), "keep_only_largest_region": None,
            "min_region_size_per_class": None, "min_size_per_class": None, "transpose_forward": transpose,
            "transpose_backward": [transpose.index(axis) for axis in range(3)], "plans_per_stage": {0: stage},
            "preprocessor_name": "GenericPreprocessor" if len(patch) == 3 else "PreprocessorFor2D"}


def randomised(network, seed):
    random = torch.Generator().manual_seed(seed)
    for name, tensor in network.state_dict().items():
        noise = torch.randn(tensor.shape, generator=random)
        if name.endswith("num_batches_tracked"):
            continue
        if name.endswith("running_var"):
            tensor.copy_(0.5 + noise.abs())
        elif tensor.ndim > 1:
            tensor.copy_(noise * (2 / tensor[0].numel()) ** 0.5 * (3 if "seg_outputs" in name else 1))
        else:
            tensor.copy_(0.3 * noise + (1 if name.endswith("instnorm.weight") else 0))


def model(name, trainer, plan, channels, seed):
    folder = os.path.join(HERE, name)
    shutil.rmtree(folder, ignore_errors=True)
    fold = os.path.join(folder, "fold_0")
    os.makedirs(fold)
    with open(os.path.join(folder, "plans.pkl"), "wb") as file:
        pickle.dump(plan, file)
    found = recursive_find_python_class(
        [os.path.join(nnunet.__path__[0], "training", "network_training")], trainer, "nnunet.training.network_training")
    arguments = (0, "out", "data", False, 0, False, False, False)
    made = found(os.path.join(folder, "plans.pkl"), *arguments)
    made.process_plans(plan)
    made.initialize(False)
    with torch.no_grad():
        randomised(made.network, seed)
    checkpoint = os.path.join(fold, "model_final_checkpoint.model")
    torch.save({"epoch": 1, "state_dict": made.network.state_dict()}, checkpoint)
    with open(checkpoint + ".pkl", "wb") as file:
        pickle.dump({"init": ("plans.pkl", *arguments), "name": trainer, "class": str(found), "plans": plan}, file)
    predict(folder, checkpoint, made, [os.path.join(HERE, f"scan_{channel:04d}.nii.gz") for channel in channels])


def predict(folder, checkpoint, trainer, images):
    weights = torch.load(checkpoint)
    trainer.load_checkpoint_ram(weights | {"plot_stuff": ([], [], [], []), "amp_grad_scaler": None}, False)
    data, _, properties = trainer.preprocess_patient(images)
    scores = trainer.predict_preprocessed_data_return_seg_and_softmax(
        data, do_mirroring=True, mirror_axes=trainer.data_aug_params["mirror_axes"], use_sliding_window=True, step_size=0.5,
        use_gaussian=True, all_in_gpu=False, mixed_precision=False)[1]
    scores = scores.transpose([0] + [axis + 1 for axis in trainer.plans["transpose_backward"]])
    save_segmentation_nifti_from_softmax(
        scores, os.path.join(folder, "labels.nii.gz"), properties, 1, trainer.regions_class_order, None, None, None, None, None, 0)
    labels = sitk.GetArrayFromImage(sitk.ReadImage(os.path.join(folder, "labels.nii.gz")))
    print(os.path.basename(folder), np.unique(labels, return_counts=True))


os.chdir(tempfile.mkdtemp())
os.mkdir("out")
torch.set_num_threads(1)
scans(np.random.default_rng(5))
cube, square = [3, 3, 3], [3, 3]
model("thin", "nnUNetTrainerV2",
      plans(["CT", "nonCT", "CT2"], [True, True, True], [12, 16, 16], [[1, 2, 2], [2, 2, 2]], [[1, 3, 3], cube, cube],
            [0.8, 2.9, 1.2], [1, 0, 2], 2), [0, 1, 2], 11)
model("regions", "nnUNetTrainerV2BraTSRegions_DA3_BN",
      plans(["nonCT"], [True], [12, 16, 16], [[2, 2, 2]], [cube, cube], [2.0, 1.3, 1.3], [0, 1, 2], 3), [1], 12)
model("slices", "nnUNetTrainerV2_ReLU",
      plans(["nonCT", "noNorm"], [False, False], [16, 20], [[2, 2]], [square, square], [2.2, 1.2, 1.2], [0, 1, 2], 2), [1, 0], 13)
model("residual", "nnUNetTrainerV2_ResencUNet",
      plans(["CT"], [False], [12, 16, 16], [[1, 1, 1], [1, 2, 2], [2, 2, 2]], [[1, 3, 3], cube, cube],
            [2.0, 1.3, 1.3], [0, 1, 2], 2), [0], 18)
