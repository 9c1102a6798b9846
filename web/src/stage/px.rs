//! Lengths on the stage: tenths of a pixel as integers, so that a layout is the same on every machine.

use std::fmt;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length or a coordinate in tenths of a CSS pixel. Prints as SVG wants it: `12.5`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Px(pub i32);

impl Px {
    /// Whole pixels.
    pub const fn of(pixels: i32) -> Self {
        Self(pixels * 10)
    }

    /// The nearest whole pixels, for drawing on a canvas.
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 10.0
    }
}

impl fmt::Display for Px {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, tenths) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        match tenths % 10 {
            0 => write!(f, "{sign}{}", tenths / 10),
            rest => write!(f, "{sign}{}.{rest}", tenths / 10),
        }
    }
}

impl Add for Px {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Px {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Mul<i32> for Px {
    type Output = Self;
    fn mul(self, times: i32) -> Self {
        Self(self.0 * times)
    }
}

impl Div<i32> for Px {
    type Output = Self;
    fn div(self, by: i32) -> Self {
        Self(self.0 / by)
    }
}

impl Neg for Px {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl AddAssign for Px {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Px {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

/// How much larger than designed the score is drawn, in percent: `--score` of tokens.css.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale(pub i32);

impl Scale {
    /// A length that was designed in whole pixels.
    pub const fn px(self, pixels: i32) -> Px {
        Px(pixels * self.0 / 10)
    }

    /// A length that was designed in tenths of a pixel.
    pub const fn tenths(self, tenths: i32) -> Px {
        Px(tenths * self.0 / 100)
    }
}

/// A point of the stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// From the left.
    pub x: Px,
    /// From the top.
    pub y: Px,
}

impl Point {
    /// The point at `x`, `y`.
    pub const fn at(x: Px, y: Px) -> Self {
        Self { x, y }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_as_svg_wants_it() {
        let printed: Vec<String> = [0, 5, -5, 10, 125, -1234].map(|v| Px(v).to_string()).into();
        assert_eq!(printed, ["0", "0.5", "-0.5", "1", "12.5", "-123.4"]);
    }

    #[test]
    fn a_scale_enlarges_what_was_designed() {
        assert_eq!(Scale(128).px(100), Px::of(128));
        assert_eq!(Scale(150).tenths(165), Px(247));
    }
}
