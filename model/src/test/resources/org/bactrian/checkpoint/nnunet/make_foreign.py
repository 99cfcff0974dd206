"""Makes foreign.pt and foreign.bin: a small network with nested skip connections, as in U-Net++ (Zhou et al., 2018), traced
by PyTorch 2.7.1, and its first output for the input sin(i / 7), i counting the voxels of (1, 1, 8, 16, 16)."""
import os
import torch
from torch import nn

here = os.path.dirname(os.path.abspath(__file__))
torch.manual_seed(1)


def block(channels_in, channels_out):
    return nn.Sequential(
        nn.Conv3d(channels_in, channels_out, 3, padding=1), nn.BatchNorm3d(channels_out), nn.ReLU(inplace=True))


class Nested(nn.Module):
    def __init__(self):
        super().__init__()
        self.down00, self.down10, self.down20 = block(1, 4), block(4, 6), block(6, 8)
        self.up01, self.up11, self.up02 = block(4 + 6, 4), block(6 + 8, 6), block(4 + 4 + 6, 4)
        self.pool = nn.MaxPool3d(2)
        self.raised = nn.Upsample(scale_factor=2, mode="trilinear", align_corners=False)
        self.first, self.second = nn.Conv3d(4, 3, 1), nn.Conv3d(4, 3, 1)

    def forward(self, image):
        x00 = self.down00(image)
        x10 = self.down10(self.pool(x00))
        x01 = self.up01(torch.cat([x00, self.raised(x10)], 1))
        x20 = self.down20(self.pool(x10))
        x11 = self.up11(torch.cat([x10, self.raised(x20)], 1))
        x02 = self.up02(torch.cat([x00, x01, self.raised(x11)], 1))
        return self.second(x02), self.first(x01)


network = Nested().eval()
image = torch.sin(torch.arange(8 * 16 * 16) / 7).reshape(1, 1, 8, 16, 16)
with torch.no_grad():
    traced = torch.jit.trace(network, image)
    traced.save(os.path.join(here, "foreign.pt"))
    traced(image)[0].numpy().tofile(os.path.join(here, "foreign.bin"))
