"""The date network: a convolutional stem that keeps a quarter of the width, height folded away, context along the line.

Input: N x 3 x 48 x W in [-1, 1], W a multiple of 16. Output of `Reader`: logits N x W/4 x 45 in the order of `classes.CLASSES`.
"""
import torch
from torch import nn
from torch.nn import functional as F

from net import Dense  # of the layer network: training/ is the folder these are run from

from .classes import CLASSES


def conv(inputs, outputs, kernel, stride=1, pad=None):
    """Convolution, batch norm, ReLU."""
    kernel = kernel if isinstance(kernel, tuple) else (kernel, kernel)
    pad = tuple((k - 1) // 2 for k in kernel) if pad is None else pad
    return nn.Sequential(nn.Conv2d(inputs, outputs, kernel, stride, pad, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class Wide(nn.Module):
    """Residual depthwise and pointwise block: reach without many operations."""

    def __init__(self, channels, kernel, dilation=1):
        super().__init__()
        pad = tuple(d * (k - 1) // 2 for k, d in zip(kernel, (1, dilation)))
        self.body = nn.Sequential(
            nn.Conv2d(channels, channels, kernel, 1, pad, (1, dilation), groups=channels, bias=False),
            nn.BatchNorm2d(channels),
            nn.Conv2d(channels, channels, 1, bias=False),
            nn.BatchNorm2d(channels),
        )

    def forward(self, x):
        return F.relu(x + self.body(x))


class Reader(nn.Module):
    """48 rows become 24, 12, 6, 3, 1; columns W/2, then W/4."""

    def __init__(self, channels=(16, 32, 64, 128, 192)):
        super().__init__()
        a, b, c, d, e = channels
        self.body = nn.Sequential(
            conv(3, a, 4, 2, (1, 1)), Dense(a),
            conv(a, b, 2, 2, (0, 0)), Dense(b), Dense(b),
            conv(b, c, (2, 3), (2, 1), (0, 1)), Wide(c, (5, 5)), Wide(c, (5, 5)), Wide(c, (5, 5)),
            conv(c, d, (2, 3), (2, 1), (0, 1)), Wide(d, (3, 5)), Wide(d, (3, 5)),
            conv(d, e, (3, 1), 1, (0, 0)), Wide(e, (1, 7)), Wide(e, (1, 7), 2), Wide(e, (1, 7), 4), Wide(e, (1, 7), 2), Wide(e, (1, 7)),
        )
        self.drop = nn.Dropout(0.1)
        self.head = nn.Conv2d(e, len(CLASSES), 1)

    def forward(self, x):
        return self.head(self.drop(self.body(x)))[:, :, 0].permute(0, 2, 1)


class Scores(nn.Module):
    """The exported network: pixels in, probabilities out."""

    def __init__(self, reader):
        super().__init__()
        self.reader = reader

    def forward(self, x):
        return torch.softmax(self.reader(x), 2)
