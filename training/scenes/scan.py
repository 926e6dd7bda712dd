"""From a page of layers to what a scanner, a copier, a fax or a telephone makes of it, with the truth carried along."""
import math

import cv2
import numpy as np

from .page import GRAPHICS, HAND, PRINT, REGION, RULES, SEAL

cv2.setNumThreads(1)
MODES = ("colour", "grey", "bilevel")
GREYS = {(0.299, 0.587, 0.114): 7, (0.33, 0.34, 0.33): 1.5, (0.0, 1.0, 0.0): 0.8, (0.2, 0.3, 0.5): 0.7, (0.6, 0.3, 0.1): 0.5}


def _window(layer, height, width):
    """Slices of the page and of the layer's mask where they meet."""
    h, w = layer.mask.shape[:2]
    x0, y0, x1, y1 = max(0, layer.x), max(0, layer.y), min(width, layer.x + w), min(height, layer.y + h)
    if x0 >= x1 or y0 >= y1:
        return None
    return np.s_[y0:y1, x0:x1], np.s_[y0 - layer.y: y1 - layer.y, x0 - layer.x: x1 - layer.x]


def blend(page, without_hand=False):
    """(image float32 0..255, maps 6 x H x W uint8, hand ids, seal ids): the page as if printed perfectly."""
    h, w = page.height, page.width
    image = np.empty((h, w, 3), np.float32)
    image[:] = page.paper
    maps = np.zeros((6, h, w), np.uint8)
    hands, seals = np.zeros((h, w), np.uint8), np.zeros((h, w), np.uint8)
    count = {HAND: 0, SEAL: 0}
    for layer in page.layers:
        if layer.kind in count:
            count[layer.kind] += 1
        if layer.kind == HAND and without_hand:
            continue
        where = _window(layer, h, w)
        if where is None:
            continue
        here, there = where
        mask = layer.mask[there]
        if layer.opaque:
            alpha = mask[..., 3:].astype(np.float32) / 255
            image[here] = image[here] * (1 - alpha) + mask[..., :3] * alpha
            covered = mask[..., 3] > 100
            maps[(np.s_[:], *here)][:, covered] = 0
            maps[layer.kind][here] |= covered.astype(np.uint8)
            continue
        alpha = (mask.astype(np.float32) * (layer.strength / 255))[..., None]
        image[here] *= 1 - alpha * (1 - np.array(layer.colour, np.float32) / 255)
        if layer.role == "watermark":
            continue
        ink = (mask.astype(np.float32) * layer.strength > 62).astype(np.uint8)
        maps[layer.kind][here] |= ink
        if layer.kind == HAND:
            hands[here][ink > 0] = count[HAND]
        elif layer.kind == SEAL:
            filled = layer.region[there] > 127
            maps[REGION][here] |= filled.astype(np.uint8)
            seals[here][filled] = count[SEAL]
    return image, maps, hands, seals


def geometry(dice, h, w, mode):
    """A slight turn, now and then the perspective of a telephone."""
    matrix = np.eye(3)
    if dice.chance(0.55):
        angle = dice.gauss(0, 1.1)
        if dice.chance(0.02):
            angle = dice.choice([90, 180, 270]) if h == w else 180
        matrix = np.vstack([cv2.getRotationMatrix2D((w / 2, h / 2), angle, dice.uniform(0.99, 1.05)), [0, 0, 1]])
    if dice.chance(0.25 if mode == "colour" else 0.06):
        bend = np.array([[1, dice.gauss(0, 0.03), 0], [dice.gauss(0, 0.03), 1, 0], [dice.gauss(0, 0.05) / w, dice.gauss(0, 0.05) / h, 1]])
        matrix = bend @ matrix
    return None if np.allclose(matrix, np.eye(3)) else matrix


def borders(dice, image, maps, scale):
    """Black edges of a lid left open, torn or folded corners, fold lines."""
    h, w = image.shape[:2]
    graphics = np.zeros((h, w), np.uint8)
    if dice.chance(0.1):
        t = int(dice.uniform(3, 45) * scale)
        edge = dice.choice([np.s_[:t], np.s_[-t:], np.s_[:, :t], np.s_[:, -t:]])
        image[edge] = dice.uniform(0, 70)
        graphics[edge] = 1
    if dice.chance(0.07):
        a, b = dice.uniform(20, 160) * scale, dice.uniform(20, 160) * scale
        x, y = dice.choice([(0, 0), (w, 0), (0, h), (w, h)])
        sx, sy = (1 if x == 0 else -1), (1 if y == 0 else -1)
        points = [(x, y), (x + sx * a, y), (x + sx * a * 0.5, y + sy * b * dice.uniform(0.3, 0.7)), (x, y + sy * b)]
        torn = np.zeros((h, w), np.uint8)
        cv2.fillPoly(torn, [np.array(points).astype(int)], 1)
        image[torn > 0] = dice.choice([10, 40, 255, 200])
        if dice.chance(0.5):
            cv2.polylines(image, [np.array(points[1:]).astype(int)], False, (90, 90, 90), max(1, int(scale)), cv2.LINE_AA)
        maps[:, torn > 0] = 0
        graphics |= torn
    if dice.chance(0.08):
        line = np.zeros((h, w), np.float32)
        p = [(0, dice.randint(0, h)), (w, dice.randint(0, h))] if dice.chance(0.5) else [(dice.randint(0, w), 0), (dice.randint(0, w), h)]
        cv2.line(line, *p, 1, max(1, int(scale * dice.uniform(0.7, 2.5))), cv2.LINE_AA)
        line = cv2.GaussianBlur(line, (0, 0), scale * dice.uniform(0.5, 2))
        image *= 1 - dice.uniform(0.1, 0.5) * (line / max(line.max(), 1e-3))[..., None]
    maps[:, graphics > 0] = 0
    maps[GRAPHICS] |= graphics


def desk(dice, image, maps, scale):
    """A photograph shows the table around the sheet: wood, cloth, dark plastic, with the sheet's edge askew."""
    h, w = image.shape[:2]
    kind = dice.choice(["wood", "plain", "cloth"])
    tone = np.array(dice.choice([(120, 85, 60), (60, 50, 45), (170, 140, 105), (40, 42, 48), (110, 110, 115), (200, 195, 185), (70, 90, 80)]), np.float32)
    if kind == "wood":
        grain = cv2.resize(dice.noise.random((max(2, h // int(3 * scale) + 1), 3), dtype=np.float32), (w, h), interpolation=cv2.INTER_LINEAR)
        if dice.chance(0.3):
            grain = np.ascontiguousarray(cv2.resize(grain.T, (w, h)))
    elif kind == "cloth":
        grain = cv2.GaussianBlur(dice.noise.random((h, w), dtype=np.float32), (0, 0), scale)
    else:
        grain = dice.field(h, w, 80 * scale)
    table = tone * (0.7 + 0.6 * grain[..., None])
    corners = np.array([(-9.0, -9.0), (w + 9.0, -9.0), (w + 9.0, h + 9.0), (-9.0, h + 9.0)])
    for side in dice.sample([(0, 1), (1, 2), (2, 3), (3, 0)], dice.choice([1, 2, 2, 3])):
        axis, sign = (1, 1) if side == (0, 1) else (0, -1) if side == (1, 2) else (1, -1) if side == (2, 3) else (0, 1)
        for corner in side:
            corners[corner, axis] += sign * (9 + dice.uniform(0.01, 0.16) * (h if axis else w))
    sheet = np.zeros((h, w), np.float32)
    cv2.fillPoly(sheet, [np.round(corners).astype(int)], 1.0, cv2.LINE_AA)
    shadow = cv2.GaussianBlur(cv2.resize(sheet, (w // 4 + 1, h // 4 + 1)), (0, 0), dice.uniform(1, 4) * scale)
    table *= 1 - dice.uniform(0, 0.5) * cv2.resize(shadow, (w, h))[..., None]
    image[:] = image * sheet[..., None] + table * (1 - sheet[..., None])
    off = sheet < 0.5
    maps[:, off] = 0
    maps[GRAPHICS][off] = 1


def dust(dice, image, scale):
    """Specks on the glass and the streaks they leave on a feeder; they belong to no map."""
    h, w = image.shape[:2]
    if dice.chance(0.6):
        for _ in range(dice.randint(3, 60)):
            cv2.circle(image, (dice.randrange(w), dice.randrange(h)), max(1, int(scale * dice.uniform(0.3, 1.3))), (dice.randint(20, 150),) * 3, -1, cv2.LINE_AA)
    if dice.chance(0.5):
        for _ in range(dice.randint(1, 3)):
            x = dice.randrange(w)
            strip = np.s_[:, x: x + max(1, int(scale * dice.uniform(0.4, 1.5)))]
            image[strip] *= 1 - dice.uniform(0.1, 0.6) * (1 if dice.chance(0.5) else (dice.field(h, 4, 40 * scale) > 0.5)[:, :1, None])


def light(dice, image, scale, strong):
    """Uneven light, the shadow of an arm or a book's gutter."""
    h, w = image.shape[:2]
    image *= dice.field(h, w, max(h, w) * dice.uniform(0.3, 1.2), dice.uniform(0.45 if strong else 0.7, 0.92), 1.05)[..., None]
    if strong and dice.chance(0.4):
        shadow = np.zeros((h, w), np.float32)
        points = [(dice.randint(-w // 2, w * 3 // 2), dice.randint(-h // 2, h * 3 // 2)) for _ in range(dice.randint(3, 5))]
        cv2.fillPoly(shadow, [np.array(points)], 1.0)
        shadow = cv2.GaussianBlur(cv2.resize(shadow, (w // 8 + 1, h // 8 + 1)), (0, 0), dice.uniform(1, 6))
        image *= 1 - dice.uniform(0.1, 0.45) * cv2.resize(shadow, (w, h))[..., None]


def threshold(dice, grey, scale):
    """White where True: a copier's, a scanner's, or a fax's idea of black."""
    kind = dice.weighted({"local": 5, "fixed": 4, "otsu": 2, "dither": 0.5})
    if kind == "local":
        white = grey > cv2.blur(grey, (int(41 * scale) | 1,) * 2) - dice.uniform(8, 38)
    elif kind == "fixed":
        white = grey > dice.uniform(105, 215)
    elif kind == "otsu":
        level, _ = cv2.threshold(grey.clip(0, 255).astype(np.uint8), 0, 255, cv2.THRESH_OTSU)
        white = grey > level + dice.uniform(-10, 20)
    else:
        white = grey > 128 + (dice.noise.random(grey.shape, dtype=np.float32) - 0.5) * dice.uniform(40, 150)
    if dice.chance(0.4):
        specks = (dice.noise.random(grey.shape, dtype=np.float32) < 10 ** dice.uniform(-4.4, -2.4)).astype(np.uint8)
        white &= cv2.dilate(specks, np.ones((dice.randint(1, 2),) * 2, np.uint8)) == 0
    if dice.chance(0.1):
        white &= dice.noise.random(grey.shape, dtype=np.float32) > dice.field(*grey.shape, 60 * scale, -0.35, 0.35)
    if dice.chance(0.25):
        white |= dice.noise.random(grey.shape, dtype=np.float32) < 0.02
    return white


def prune(maps, hands, seals, dark, contrast):
    """Takes out of the truth what the scan no longer shows."""
    whole = {index: ((seals == index) & (maps[SEAL] > 0)) for index in range(1, int(seals.max()) + 1)}
    near = cv2.dilate(dark.astype(np.uint8), np.ones((5, 5), np.uint8))
    for kind in (PRINT, HAND, SEAL, RULES, GRAPHICS):
        maps[kind] &= near
    hands[maps[HAND] == 0] = 0
    if contrast:
        solid = cv2.erode(maps[SEAL], np.ones((7, 7), np.uint8))
        maps[HAND][solid > 0] = 0
    for index in range(1, int(seals.max()) + 1):
        spot = seals == index
        ink = whole[index]
        if (ink & dark).sum() < max(25, 0.2 * ink.sum(), 0.015 * spot.sum()):
            maps[REGION][spot] = 0
            maps[SEAL][spot] = 0
            seals[spot] = 0


def shrink(plane, size, level):
    """A truth map at 100 dpi: set where enough of the pixel is."""
    if plane.shape[::-1] != size:
        plane = cv2.resize(plane * 255, size, interpolation=cv2.INTER_AREA)
        return (plane > level).astype(np.uint8)
    return plane


CROSS = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], np.uint8)


def scan(dice, page, mode, without_hand=False):
    """(image h x w x 3 uint8 at 100 dpi, bits h x w uint8 with map k in bit k, hand ids, seal ids)."""
    scale = page.scale
    image, maps, hands, seals = blend(page, without_hand)
    h, w = image.shape[:2]
    borders(dice, image, maps, scale)
    matrix = geometry(dice, h, w, mode)
    if matrix is not None:
        image = cv2.warpPerspective(image, matrix, (w, h), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        maps = np.stack([cv2.warpPerspective(m, matrix, (w, h), flags=cv2.INTER_NEAREST) for m in maps])
        hands, seals = (cv2.warpPerspective(m, matrix, (w, h), flags=cv2.INTER_NEAREST) for m in (hands, seals))
    photo = mode != "bilevel" and dice.chance(0.22)
    if photo and dice.chance(0.6):
        desk(dice, image, maps, scale)
        hands[maps[HAND] == 0] = 0
        seals[maps[REGION] == 0] = 0
    if dice.chance(0.2):
        dust(dice, image, scale)
    copier = mode != "colour" and dice.chance(0.3)
    if photo or dice.chance(0.25):
        light(dice, image, scale, photo)
    if dice.chance(0.55):
        image = cv2.GaussianBlur(image, (0, 0), dice.uniform(0.3, 1.1) * scale**0.7)
    if mode != "colour":
        image = (image @ np.array(dice.weighted(GREYS), np.float32))[..., None]
        if copier:  # a copy of a copy: contrast up, edges bloom
            middle, gain = dice.uniform(120, 200), dice.uniform(1.3, 3)
            image = ((image - middle) * gain + middle).clip(0, 255)
    elif dice.chance(0.2):  # white balance, faded or strong colours
        image *= np.array([dice.uniform(0.85, 1) for _ in range(3)], np.float32)
        grey = image.mean(2, keepdims=True)
        image = grey + (image - grey) * dice.uniform(0.35, 1.3)
    if dice.chance(0.5):
        image = image + dice.noise.standard_normal((h, w, dice.choice([1, image.shape[2]])), dtype=np.float32) * dice.uniform(1, 13)
    if mode == "bilevel":
        white = threshold(dice, np.ascontiguousarray(image[..., 0]), scale)
        image = white[..., None].astype(np.float32) * 255
        prune(maps, hands, seals, ~white, True)
    else:
        grey = image.mean(2)
        dark = grey < cv2.blur(grey, (int(61 * scale) | 1,) * 2) - 7
        prune(maps, hands, seals, dark | (maps[GRAPHICS] > 0), False)
    size = (int(round(w / scale)) // 16 * 16, int(round(h / scale)) // 16 * 16)
    through = size
    if dice.chance(0.22):  # scanned coarser than we read it
        q = dice.uniform(0.55, 0.9)
        through = (int(size[0] * q), int(size[1] * q))
    image = np.ascontiguousarray(np.repeat(image, 3, 2) if image.shape[2] == 1 else image)
    if (w, h) != through:
        image = cv2.resize(image, through, interpolation=cv2.INTER_AREA if dice.chance(0.8) else cv2.INTER_LINEAR)
    if through != size:
        image = cv2.resize(image, size, interpolation=cv2.INTER_LINEAR)
    if mode != "bilevel" and dice.chance(0.15):
        image = dice.uniform(0.6, 1) * image + dice.uniform(0, 40)
    image = image.clip(0, 255).astype(np.uint8)
    if dice.chance(0.6 if mode != "bilevel" else 0.2):
        _, data = cv2.imencode(".jpg", image[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, dice.randint(28, 93)])
        image = cv2.imdecode(data, cv2.IMREAD_COLOR)[..., ::-1]
    if mode != "colour":
        image = np.repeat(image[..., 1:2], 3, 2)
    bits = np.zeros(size[::-1], np.uint8)
    for kind in range(6):
        plane = shrink(maps[kind], size, 127 if kind == REGION else 60)
        if kind in (PRINT, HAND, SEAL, RULES):
            plane = cv2.dilate(plane, CROSS)
        bits |= plane << kind
    hands, seals = (cv2.resize(m, size, interpolation=cv2.INTER_NEAREST) if m.shape != bits.shape else m for m in (hands, seals))
    return np.ascontiguousarray(image), bits, hands, seals
