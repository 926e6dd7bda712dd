//! One coordinate system for everything: integer tenths of a millimetre, origin at the top left of the upright page.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Tenths of a millimetre in an inch.
pub const TENTHS_PER_INCH: f64 = 254.0;

/// An area of a page in tenths of a millimetre. `left <= right` and `top <= bottom`; serialised as `[left, top, right, bottom]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(from = "[i32; 4]", into = "[i32; 4]")]
#[schemars(with = "[i32; 4]")]
pub struct Rect {
    /// Left edge.
    pub left: i32,
    /// Top edge.
    pub top: i32,
    /// Right edge.
    pub right: i32,
    /// Bottom edge.
    pub bottom: i32,
}

impl Rect {
    /// A rectangle through two opposite corners, in any order.
    pub fn new(x0: i32, y0: i32, x1: i32, y1: i32) -> Self {
        Self { left: x0.min(x1), top: y0.min(y1), right: x0.max(x1), bottom: y0.max(y1) }
    }

    /// Width in tenths of a millimetre.
    pub fn width(self) -> i32 {
        self.right - self.left
    }

    /// Height in tenths of a millimetre.
    pub fn height(self) -> i32 {
        self.bottom - self.top
    }

    /// Area in hundredths of a square millimetre.
    pub fn area(self) -> i64 {
        i64::from(self.width()) * i64::from(self.height())
    }

    /// Horizontal centre.
    pub fn center_x(self) -> i32 {
        i32::midpoint(self.left, self.right)
    }

    /// Vertical centre.
    pub fn center_y(self) -> i32 {
        i32::midpoint(self.top, self.bottom)
    }

    /// The smallest rectangle that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The common part, if the two overlap.
    pub fn intersection(self, other: Self) -> Option<Self> {
        let (left, right) = (self.left.max(other.left), self.right.min(other.right));
        let (top, bottom) = (self.top.max(other.top), self.bottom.min(other.bottom));
        (left < right && top < bottom).then_some(Self { left, top, right, bottom })
    }

    /// The share of `self` that `other` covers, 0 to 1.
    pub fn covered_by(self, other: Self) -> f64 {
        let own = self.area().max(1) as f64;
        self.intersection(other).map_or(0.0, |common| common.area() as f64 / own)
    }

    /// Whether a point lies inside, edges included.
    pub fn contains(self, x: i32, y: i32) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    /// The same centre, each edge moved outwards by `margin` (inwards if negative; never inside out).
    #[must_use]
    pub fn grown(self, margin: i32) -> Self {
        let margin = margin.max(-(self.width().min(self.height()) / 2));
        Self { left: self.left - margin, top: self.top - margin, right: self.right + margin, bottom: self.bottom + margin }
    }

    /// Length of the common part of the horizontal extents; negative is the gap between them.
    pub fn overlap_x(self, other: Self) -> i32 {
        self.right.min(other.right) - self.left.max(other.left)
    }

    /// Length of the common part of the vertical extents; negative is the gap between them.
    pub fn overlap_y(self, other: Self) -> i32 {
        self.bottom.min(other.bottom) - self.top.max(other.top)
    }
}

impl From<[i32; 4]> for Rect {
    fn from([left, top, right, bottom]: [i32; 4]) -> Self {
        Self::new(left, top, right, bottom)
    }
}

impl From<Rect> for [i32; 4] {
    fn from(rect: Rect) -> Self {
        [rect.left, rect.top, rect.right, rect.bottom]
    }
}

/// Width and height of a page in tenths of a millimetre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
}

impl Size {
    /// Upright A4.
    pub const A4: Self = Self { width: 2100, height: 2970 };

    /// The whole page as an area.
    pub fn area(self) -> Rect {
        Rect::new(0, 0, self.width, self.height)
    }
}

/// A page's position in its file, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct PageNo(pub u32);

impl std::fmt::Display for PageNo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// How sure a recogniser is, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Confidence(pub u8);

impl Confidence {
    /// Read from the file itself or computed, nothing was guessed.
    pub const CERTAIN: Self = Self(100);

    /// From a probability between 0 and 1.
    pub fn from_share(share: f32) -> Self {
        Self((share.clamp(0.0, 1.0) * 100.0).round() as u8)
    }

    /// Confidence in two independent things together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self((u16::from(self.0) * u16::from(other.0) / 100) as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intersection_is_none_for_touching_edges() {
        assert_eq!(Rect::new(0, 0, 10, 10).intersection(Rect::new(10, 0, 20, 10)), None);
        assert_eq!(Rect::new(0, 0, 10, 10).intersection(Rect::new(5, 5, 20, 20)), Some(Rect::new(5, 5, 10, 10)));
    }

    #[test]
    fn shrinking_never_turns_a_rectangle_inside_out() {
        let shrunk = Rect::new(0, 0, 10, 4).grown(-50);
        assert!(shrunk.left <= shrunk.right && shrunk.top <= shrunk.bottom);
    }

    #[test]
    fn rect_is_four_numbers_in_json() {
        let json = serde_json::to_string(&Rect::new(4, 3, 2, 1)).expect("plain numbers");
        assert_eq!(json, "[2,1,4,3]");
    }
}
