//! Connected pixels, found on runs of a row.

use super::plane::Plane;

/// A run of set pixels in a row; `end` is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Row.
    pub y: u32,
    /// First pixel.
    pub start: u32,
    /// One past the last pixel.
    pub end: u32,
}

/// Pixels that touch, corners included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// Left edge.
    pub x0: i32,
    /// Top edge.
    pub y0: i32,
    /// One past the right edge.
    pub x1: i32,
    /// One past the bottom edge.
    pub y1: i32,
    /// Number of pixels.
    pub pixels: i32,
    /// Its runs, top to bottom.
    pub runs: Vec<Run>,
}

impl Blob {
    /// Width in pixels.
    pub fn width(&self) -> i32 {
        self.x1 - self.x0
    }

    /// Height in pixels.
    pub fn height(&self) -> i32 {
        self.y1 - self.y0
    }
}

/// All blobs of the pixels that are at least `threshold`, in order of their topmost run.
pub fn blobs(plane: &Plane, threshold: u8) -> Vec<Blob> {
    let mut runs: Vec<Run> = Vec::new();
    let mut parent: Vec<u32> = Vec::new();
    let mut before = 0..0;
    for y in 0..plane.height {
        let row = &plane.data[y * plane.width..][..plane.width];
        let first = runs.len();
        let mut candidate = before.start;
        let mut x = 0;
        while x < row.len() {
            if row[x] < threshold {
                x += 1;
                continue;
            }
            let start = x;
            while x < row.len() && row[x] >= threshold {
                x += 1;
            }
            let (start, end, own) = (start as u32, x as u32, runs.len() as u32);
            runs.push(Run { y: y as u32, start, end });
            parent.push(own);
            while candidate < before.end && runs[candidate].end < start {
                candidate += 1;
            }
            let mut above = candidate;
            while above < before.end && runs[above].start <= end {
                join(&mut parent, above as u32, own);
                above += 1;
            }
        }
        before = first..runs.len();
    }
    let mut place = vec![usize::MAX; runs.len()];
    let mut out: Vec<Blob> = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        let root = root(&mut parent, index as u32) as usize;
        if place[root] == usize::MAX {
            place[root] = out.len();
            out.push(Blob { x0: i32::MAX, y0: run.y as i32, x1: 0, y1: 0, pixels: 0, runs: Vec::new() });
        }
        let blob = &mut out[place[root]];
        blob.x0 = blob.x0.min(run.start as i32);
        blob.x1 = blob.x1.max(run.end as i32);
        blob.y1 = blob.y1.max(run.y as i32 + 1);
        blob.pixels += (run.end - run.start) as i32;
        blob.runs.push(*run);
    }
    out
}

fn root(parent: &mut [u32], mut index: u32) -> u32 {
    while parent[index as usize] != index {
        parent[index as usize] = parent[parent[index as usize] as usize];
        index = parent[index as usize];
    }
    index
}

fn join(parent: &mut [u32], a: u32, b: u32) {
    let (a, b) = (root(parent, a), root(parent, b));
    parent[a.max(b) as usize] = a.min(b);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(rows: &[&str]) -> Plane {
        let data = rows.iter().flat_map(|row| row.bytes().map(|b| u8::from(b == b'#'))).collect();
        Plane { width: rows[0].len(), height: rows.len(), data }
    }

    #[test]
    fn corners_touch_and_gaps_part() {
        let found = blobs(&drawn(&["#...#", ".#.#.", "..#..", ".....", "##..#"]), 1);
        assert_eq!(found.iter().map(|b| b.pixels).collect::<Vec<_>>(), [5, 2, 1]);
        assert_eq!((found[0].x0, found[0].y0, found[0].x1, found[0].y1), (0, 0, 5, 3));
    }
}
