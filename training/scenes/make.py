"""Training scenes by number: `scenes(seed, index)` gives one to four views of one composed page."""
from . import page as pages
from . import scan
from .dice import Dice

SIDE = 416
SCALES = {1.0: 2, 1.5: 3, 2.0: 5, 2.5: 1.5}
VIEWS = {"colour": 4, "grey": 3.5, "bilevel": 3.5}


def compose(seed, index, side=SIDE, held=False, ablate=None):
    """The dice and the page of a scene."""
    dice = Dice("train", seed, index)
    scale = dice.weighted(SCALES)
    return dice, pages.compose(dice, int(side * scale), int(side * scale), scale, held, ablate=ablate)


def scenes(seed, index, side=SIDE, ablate=None):
    """Views (image, bits) of scene `index`; if the second answer is true the first two are twins. A page with ink and seals also comes without its ink, scanned the same way.

    `ablate` leaves a part of the mix out, to measure what it adds: "pairs", "modes" (colour only), "negatives" (no clutter).
    """
    dice, page = compose(seed, index, side, ablate=ablate)
    both = any(l.kind == pages.HAND for l in page.layers) and any(l.kind == pages.SEAL for l in page.layers)
    mode = "colour" if ablate == "modes" else dice.weighted(VIEWS)
    state = dice.getrandbits(60)
    views = [scan.scan(Dice(state), page, mode)[:2]]
    twin = both and ablate != "pairs" and dice.chance(0.6)
    if twin:
        views.append(scan.scan(Dice(state), page, mode, without_hand=True)[:2])
    if ablate != "modes" and dice.chance(0.5):
        other = dice.weighted({m: w for m, w in VIEWS.items() if m != mode})
        views.append(scan.scan(Dice(state, 1), page, other)[:2])
    return views, bool(twin)
