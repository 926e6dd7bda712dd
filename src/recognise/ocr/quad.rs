//! The geometry of a found line: hull, smallest rectangle, corners.

/// A point in pixels.
pub(super) type Point = (f32, f32);

/// Corners of a line of text: top left, top right, bottom right, bottom left, as the text runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Quad(pub(super) [Point; 4]);

impl Quad {
    /// Length along the text.
    pub(super) fn length(&self) -> f32 {
        distance(self.0[0], self.0[1]).max(distance(self.0[3], self.0[2]))
    }

    /// Height of the text.
    pub(super) fn height(&self) -> f32 {
        distance(self.0[0], self.0[3]).max(distance(self.0[1], self.0[2]))
    }

    /// Whether it is a lone narrow character or a line that runs up or down.
    pub(super) fn is_tall(&self) -> bool {
        self.height() > 1.5 * self.length()
    }

    /// Angle of the baseline in degrees, clockwise.
    pub(super) fn angle(&self) -> f32 {
        let ((x0, y0), (x1, y1)) = (self.0[0], self.0[1]);
        (y1 - y0).atan2(x1 - x0).to_degrees()
    }

    /// The same place read a quarter turn later: what was the right edge is on top.
    pub(super) fn turned(&self) -> Self {
        let [a, b, c, d] = self.0;
        Self([b, c, d, a])
    }

    /// The part between two shares of its length.
    pub(super) fn part(&self, from: f32, to: f32) -> Self {
        let [a, b, c, d] = self.0;
        Self([mix(a, b, from), mix(a, b, to), mix(d, c, to), mix(d, c, from)])
    }

    /// Left, top, right, bottom.
    pub(super) fn bounds(&self) -> (f32, f32, f32, f32) {
        self.0.iter().fold((f32::MAX, f32::MAX, f32::MIN, f32::MIN), |(l, t, r, b), &(x, y)| (l.min(x), t.min(y), r.max(x), b.max(y)))
    }

    /// Every corner moved by a function.
    pub(super) fn map(&self, f: impl Fn(Point) -> Point) -> Self {
        Self(self.0.map(f))
    }
}

fn distance(a: Point, b: Point) -> f32 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

/// The point at a share of the way from one to another.
pub(super) fn mix(a: Point, b: Point, share: f32) -> Point {
    (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share)
}

/// A rectangle at any angle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Slanted {
    /// Centre.
    pub(super) center: Point,
    /// Unit vector along the first half extent.
    pub(super) axis: Point,
    /// Half extents along the axis and across it.
    pub(super) half: (f32, f32),
}

impl Slanted {
    /// The smallest rectangle around points, which are consumed as working space.
    pub(super) fn around(points: &mut Vec<(i32, i32)>) -> Self {
        let hull = hull(points);
        let mut best = Self { center: hull.first().map_or((0.0, 0.0), |&(x, y)| (x as f32, y as f32)), axis: (1.0, 0.0), half: (0.0, 0.0) };
        let mut least = f32::MAX;
        for (i, &(ax, ay)) in hull.iter().enumerate() {
            let (bx, by) = hull[(i + 1) % hull.len()];
            let (dx, dy) = ((bx - ax) as f32, (by - ay) as f32);
            let length = dx.hypot(dy);
            if length == 0.0 {
                continue;
            }
            let (ux, uy) = (dx / length, dy / length);
            let (mut along, mut across) = ((f32::MAX, f32::MIN), (f32::MAX, f32::MIN));
            for &(x, y) in &hull {
                let (x, y) = (x as f32, y as f32);
                let (s, t) = (x * ux + y * uy, y * ux - x * uy);
                along = (along.0.min(s), along.1.max(s));
                across = (across.0.min(t), across.1.max(t));
            }
            let area = (along.1 - along.0) * (across.1 - across.0);
            if area < least {
                least = area;
                let (s, t) = (f32::midpoint(along.0, along.1), f32::midpoint(across.0, across.1));
                best = Self {
                    center: (s * ux - t * uy, s * uy + t * ux),
                    axis: (ux, uy),
                    half: ((along.1 - along.0) / 2.0, (across.1 - across.0) / 2.0),
                };
            }
        }
        best
    }

    /// The shorter side.
    pub(super) fn thickness(&self) -> f32 {
        2.0 * self.half.0.min(self.half.1)
    }

    /// Each side moved outwards.
    pub(super) fn grown(self, by: f32) -> Self {
        Self { half: (self.half.0 + by, self.half.1 + by), ..self }
    }

    /// Whether a point lies in it, with half a pixel of tolerance.
    pub(super) fn holds(&self, x: f32, y: f32) -> bool {
        let (dx, dy) = (x - self.center.0, y - self.center.1);
        (dx * self.axis.0 + dy * self.axis.1).abs() <= self.half.0 + 0.5 && (dy * self.axis.0 - dx * self.axis.1).abs() <= self.half.1 + 0.5
    }

    /// Its corners, with the axis that is nearer to the horizontal pointing right.
    pub(super) fn quad(&self) -> Quad {
        let (mut u, (mut a, mut b)) = (self.axis, self.half);
        if u.0.abs() < u.1.abs() {
            u = (-u.1, u.0);
            (a, b) = (b, a);
        }
        if u.0 < 0.0 {
            u = (-u.0, -u.1);
        }
        let corner = |s: f32, t: f32| (self.center.0 + u.0 * a * s - u.1 * b * t, self.center.1 + u.1 * a * s + u.0 * b * t);
        Quad([corner(-1.0, -1.0), corner(1.0, -1.0), corner(1.0, 1.0), corner(-1.0, 1.0)])
    }
}

/// Convex hull (monotone chain).
fn hull(points: &mut Vec<(i32, i32)>) -> Vec<(i32, i32)> {
    points.sort_unstable();
    points.dedup();
    if points.len() < 3 {
        return points.clone();
    }
    let turn = |o: (i32, i32), a: (i32, i32), b: (i32, i32)| {
        i64::from(a.0 - o.0) * i64::from(b.1 - o.1) - i64::from(a.1 - o.1) * i64::from(b.0 - o.0)
    };
    let mut hull: Vec<(i32, i32)> = Vec::new();
    let mut chain = |points: &mut dyn Iterator<Item = (i32, i32)>| {
        let start = hull.len();
        for point in points {
            while hull.len() >= start + 2 && turn(hull[hull.len() - 2], hull[hull.len() - 1], point) <= 0 {
                hull.pop();
            }
            hull.push(point);
        }
        hull.pop();
    };
    chain(&mut points.iter().copied());
    chain(&mut points.iter().rev().copied());
    hull
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_rectangle_follows_a_slope() {
        let mut points: Vec<(i32, i32)> = (0..100).flat_map(|x| (0..10).map(move |y| (x, x / 10 + y))).collect();
        let slanted = Slanted::around(&mut points);
        let quad = slanted.quad();
        assert!((quad.angle() - 5.7).abs() < 1.0, "{}", quad.angle());
        assert!(slanted.thickness() < 12.0);
        assert!(quad.0[0].0 < quad.0[1].0 && quad.0[0].1 < quad.0[3].1);
    }

    #[test]
    fn one_point_is_a_rectangle_without_extent() {
        assert_eq!(Slanted::around(&mut vec![(7, 8)]).center, (7.0, 8.0));
    }
}
