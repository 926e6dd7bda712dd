"""Seals over a strip, what a scanner or a telephone makes of it, and the cut that a detector would make."""
import cv2
import numpy as np

from scenes import hands, page, seals
from scenes import scan as scanning

from .strip import EM, ink

HIGH = 48
LONGEST = 768
MODES = {"colour": 4, "grey": 3, "bilevel": 3}
AT_100 = 16.7  # pixels of an em of 12 points at 100 dpi
LOST = 0.5  # a reader cannot read ink of which less than this share is left


def cover(dice, strip, bank, mode):
    """The picture with seals and strange strokes over it, or None when text would be lost under them."""
    text = np.maximum(strip.printed, strip.penned)
    solid = text > 110
    for _ in range(4):
        image, over = strip.image.copy(), np.zeros(text.shape, np.float32)
        for _ in range(2 if dice.chance(0.12) else 1):
            if dice.chance(0.85):
                mask = dice.choice(bank)
                if mask.shape[1] > 700 or dice.chance(0.3):
                    grow = dice.uniform(0.6, 0.95)
                    mask = cv2.resize(mask, None, fx=grow, fy=grow, interpolation=cv2.INTER_AREA)
                tone, strength = seals.colour(dice), dice.uniform(0.45, 1)
            else:
                mask, tone, strength = hands.scribble(dice, EM * dice.uniform(1.2, 4)), page.ink_colour(dice), 1.0
            x0, y0, x1, y1 = strip.box
            x, y = dice.uniform(x0, x1), dice.uniform(y0, y1)  # a point of the text under a point of the seal
            u, v = dice.uniform(0.02, 0.98) * mask.shape[1], dice.uniform(0.02, 0.98) * mask.shape[0]
            left, top = int(x - u), int(y - v)
            sheet = np.zeros(text.shape, np.uint8)
            a, b, c, d = max(0, left), max(0, top), min(text.shape[1], left + mask.shape[1]), min(text.shape[0], top + mask.shape[0])
            if a >= c or b >= d:
                continue
            sheet[b:d, a:c] = mask[b - top: d - top, a - left: c - left]
            ink(image, sheet, tone, strength)
            dark = 1 - np.dot(tone, (0.299, 0.587, 0.114)) / 255 if mode != "bilevel" else 1.0
            over = np.maximum(over, sheet.astype(np.float32) / 255 * strength * dark)
        if not solid.any() or (over[solid] > (0.5 if mode == "bilevel" else 0.62)).mean() < 0.22:
            return image
    return None


def _resize(dice, image, scale):
    if abs(scale - 1) < 0.02:
        return image
    how = cv2.INTER_AREA if scale < 1 and dice.chance(0.8) else cv2.INTER_LINEAR
    return cv2.resize(image, None, fx=scale, fy=scale, interpolation=how)


def legible(strip, image, scale, mode):
    """Whether print and pen are still there for a reader."""
    grey = image.mean(2)
    wide = grey.shape[::-1]
    rest = cv2.blur(grey, (int(31 * scale) | 1, int(31 * scale) | 1))
    dark = cv2.dilate(((grey < 128) if mode == "bilevel" else (grey < rest - 5)).astype(np.uint8), np.ones((2, 2), np.uint8))
    for mask in (strip.printed, strip.penned):
        small = cv2.resize(mask, wide, interpolation=cv2.INTER_AREA) > 70
        if small.sum() > 8 and dark[small].mean() < LOST + 0.15:
            return False
    return True


def scan(dice, strip, bank, mode, sealed):
    """A strip 48 pixels high (BGR uint8), or None if nobody could read it."""
    image = cover(dice, strip, bank, mode) if sealed else strip.image.copy()
    if image is None:
        return None
    dpi = dice.weighted({100: 2, 120: 1.5, 150: 3, 200: 3.5, 250: 1, 300: 2})
    scale = dpi / 100 * AT_100 / EM * dice.uniform(0.75, 1.4)
    scale = min(max(scale, 0.36), 1.45 if mode == "bilevel" else 1.1)
    fine = scale * EM / AT_100  # in units of 100 dpi, as scanning takes it
    x0, y0, x1, y1 = (v * scale for v in strip.box)
    image = _resize(dice, image, scale)
    h, w = image.shape[:2]
    if dice.chance(0.5):
        turn = cv2.getRotationMatrix2D((w / 2, h / 2), dice.gauss(0, 0.7), 1)
        image = cv2.warpAffine(image, turn, (w, h), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    photo = mode != "bilevel" and dice.chance(0.22)
    if photo or dice.chance(0.2):
        scanning.light(dice, image, fine, photo)
    if photo and dice.chance(0.35):
        long = dice.randint(2, max(2, int(2.2 * fine)))
        image = cv2.blur(image, (long, 1) if dice.chance(0.5) else (1, long))
    if dice.chance(0.55):
        image = cv2.GaussianBlur(image, (0, 0), dice.uniform(0.3, 0.8) * fine**0.7)
    if mode != "colour":
        image = (image @ np.array(dice.weighted(scanning.GREYS), np.float32))[..., None]
        if dice.chance(0.3):  # a copy of a copy
            middle, gain = dice.uniform(120, 200), dice.uniform(1.2, 2.5)
            image = ((image - middle) * gain + middle).clip(0, 255)
    elif dice.chance(0.2):
        image *= np.array([dice.uniform(0.82, 1) for _ in range(3)], np.float32)
        grey = image.mean(2, keepdims=True)
        image = grey + (image - grey) * dice.uniform(0.35, 1.3)
    if dice.chance(0.5):
        image = image + dice.noise.standard_normal((h, w, dice.choice([1, image.shape[2]])), dtype=np.float32) * dice.uniform(1, 12)
    if mode == "bilevel":
        image = scanning.threshold(dice, np.ascontiguousarray(image[..., 0]), fine)[..., None].astype(np.float32) * 255
    if image.shape[2] == 1:
        image = np.repeat(image, 3, 2)
    if not legible(strip, image, scale, mode):
        return None
    if mode != "bilevel" and dice.chance(0.15):
        image = dice.uniform(0.6, 1) * image + dice.uniform(0, 40)
    image = image.clip(0, 255).astype(np.uint8)
    if dice.chance(0.55 if mode != "bilevel" else 0.15):
        _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, dice.randint(25, 93)])
        image = cv2.imdecode(data, cv2.IMREAD_COLOR)
    return cut(dice, image[..., ::-1], (x0, y0, x1, y1), scale)


def cut(dice, image, box, scale):
    """The strip as a detector's box takes it, at 48 pixels' height."""
    x0, y0, x1, y1 = box
    fill = dice.uniform(0.6, 0.92) if dice.chance(0.8) else dice.choice([dice.uniform(0.42, 0.6), dice.uniform(0.92, 1.06)])
    tall = max(y1 - y0, 0.55 * EM * scale)
    high = tall / fill
    middle = (y0 + y1) / 2 + dice.uniform(-0.35, 0.35) * (high - tall) + dice.gauss(0, 0.02) * tall
    em = EM * scale
    left, right = x0 - dice.uniform(0.03, 0.6) * em, x1 + dice.uniform(0.03, 0.6) * em
    if dice.chance(0.06):  # a box larger than its text
        right += dice.uniform(0, 3) * em
    top, bottom = int(round(middle - high / 2)), int(round(middle + high / 2))
    left, right = int(round(left)), int(round(right))
    up, down, before, after = max(0, -top), max(0, bottom - image.shape[0]), max(0, -left), max(0, right - image.shape[1])
    if up or down or before or after:
        image = cv2.copyMakeBorder(np.ascontiguousarray(image), up, down, before, after, cv2.BORDER_REPLICATE)
    piece = np.ascontiguousarray(image[top + up: bottom + up, left + before: right + before])
    wide = int(round(piece.shape[1] * HIGH / piece.shape[0] * dice.uniform(0.94, 1.06)))
    if wide > LONGEST or wide < 8:
        return None
    shrinks = piece.shape[0] > HIGH
    how = dice.choice([cv2.INTER_AREA, cv2.INTER_LINEAR] if shrinks else [cv2.INTER_LINEAR, cv2.INTER_LINEAR, cv2.INTER_CUBIC])
    return cv2.resize(piece, (wide, HIGH), interpolation=how)
