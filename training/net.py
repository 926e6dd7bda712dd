"""The layer-separation network: a small U-Net whose fine levels do as little as possible.

Input: N x 3 x H x W, RGB in [0, 1] at 100 dpi, H and W multiples of 16. Output of `Layers`: logits, N x 6 x H x W, in the order of `MAPS`.
"""
import torch
from torch import nn
from torch.nn import functional as F

MAPS = ("print", "handwriting", "seal_region", "seal_ink", "rules", "graphics")


def conv(inputs, outputs, kernel=3, stride=1):
    """Convolution, batch norm, ReLU."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, (kernel - 1) // 2, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class Dense(nn.Module):
    """Residual 3x3 block: cheap in calls, dear in operations; for levels with few channels."""

    def __init__(self, channels):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(channels, channels, 3, 1, 1, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x):
        return F.relu(x + self.body(x))


class Wide(nn.Module):
    """Residual depthwise 5x5 and pointwise block: reach without many operations; for coarse levels."""

    def __init__(self, channels):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(channels, channels, 5, 1, 2, groups=channels, bias=False),
            nn.Conv2d(channels, channels, 1, bias=False),
            nn.BatchNorm2d(channels),
        )

    def forward(self, x):
        return F.relu(x + self.body(x))


class Layers(nn.Module):
    """Encoder at 1/2, 1/4, 1/8, 1/16 of the page; decoder adds skips; pixel shuffle brings six maps back to full size."""

    def __init__(self, channels=(12, 32, 64, 128), blocks=(0, 1, 3, 5), stem=4, step=2, dense=2, maps=len(MAPS)):
        super().__init__()
        block = [Dense if level < dense else Wide for level in range(len(channels))]
        self.stem = conv(3, channels[0], stem, 2)
        self.down = nn.ModuleList(conv(a, b, step, 2) for a, b in zip(channels, channels[1:]))
        self.encode = nn.ModuleList(
            nn.Sequential(*(block[level](c) for _ in range(blocks[level]))) for level, c in enumerate(channels)
        )
        self.across = nn.ModuleList(nn.Conv2d(b, a, 1) for a, b in zip(channels, channels[1:]))
        self.decode = nn.ModuleList(block[level](c) for level, c in enumerate(channels[:-1]))
        self.head = nn.Conv2d(channels[0], maps * 4, 1)
        self.shuffle = nn.PixelShuffle(2)

    def forward(self, x):
        x = self.stem(x)
        skips = []
        for level, encode in enumerate(self.encode):
            if level:
                x = self.down[level - 1](x)
            x = encode(x)
            skips.append(x)
        for level in reversed(range(len(skips) - 1)):
            x = skips[level] + F.interpolate(self.across[level](x), scale_factor=2, mode="nearest")
            x = self.decode[level](x)
        return self.shuffle(self.head(x))


class Separator(nn.Module):
    """The exported network: pixels in, probabilities out."""

    def __init__(self, layers):
        super().__init__()
        self.layers = layers

    def forward(self, x):
        return torch.sigmoid(self.layers(x))
