"""Makes checked.ckpt: a convolution and the batch normalisation that stands in for instance normalisation, under the names
of nnU-Net's first version, with the state of MindSpore's Adam beside them; saved by MindSpore 2.10.0 with crc_check=True."""
import os

import mindspore
from mindspore import nn

here = os.path.dirname(os.path.abspath(__file__))
mindspore.set_seed(1)


class Normalisation(nn.Cell):
    def __init__(self):
        super().__init__()
        self.bn2d = nn.BatchNorm2d(4)


class Layer(nn.Cell):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv3d(1, 2, 1, has_bias=True)
        self.instancenorm = Normalisation()


class Level(nn.Cell):
    def __init__(self):
        super().__init__()
        self.blocks = nn.CellList([Layer()])


class Network(nn.Cell):
    def __init__(self):
        super().__init__()
        self.conv_blocks_context = nn.CellList([Level()])

    def construct(self, image):
        return self.conv_blocks_context[0].blocks[0].conv(image)


network = Network()
training = nn.TrainOneStepCell(network, nn.Adam(network.trainable_params(), learning_rate=1e-3, use_amsgrad=True))
mindspore.save_checkpoint(training, os.path.join(here, "checked.ckpt"), crc_check=True)
for name, parameter in mindspore.load_checkpoint(os.path.join(here, "checked.ckpt")).items():
    if name.startswith("conv"):
        print(name, parameter.asnumpy().ravel())
