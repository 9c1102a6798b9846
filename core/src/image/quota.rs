//! Values of quotas. They are doubles on the wire; here they are whole thousandths, since nothing of a node may depend on
//! how a machine rounds.

use partita_wire::F64Bits;

const FRACTION_BITS: u32 = 52;
const EXPONENT_BIAS: i32 = 1_023;
const EXPONENT_MAX: i32 = 0x7ff;

/// A double in thousandths, rounded down; `None` if it is negative or no number. What is too large is the largest number.
pub(crate) fn thousandths(value: F64Bits) -> Option<u128> {
    let bits = value.0;
    let exponent = i32::try_from((bits >> FRACTION_BITS) & 0x7ff).unwrap_or(0);
    let fraction = bits & ((1 << FRACTION_BITS) - 1);
    if bits >> 63 == 1 || (exponent == EXPONENT_MAX && fraction != 0) {
        return None;
    }
    if exponent == EXPONENT_MAX {
        return Some(u128::MAX);
    }
    // Smaller than any thousandth where the exponent is 0.
    let mantissa = u128::from(fraction | (1 << FRACTION_BITS)) * 1_000;
    let shift = exponent - EXPONENT_BIAS - 52;
    Some(match u32::try_from(shift) {
        _ if exponent == 0 => 0,
        Ok(left) if left < mantissa.leading_zeros() => mantissa << left,
        Ok(_) => u128::MAX,
        Err(_) => mantissa.checked_shr(shift.unsigned_abs()).unwrap_or(0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_a_machine_with_floats_would_have_it() {
        let of = |value: f64| thousandths(F64Bits(value.to_bits()));
        for (value, expected) in [(0.0, 0), (1.0, 1_000), (12.5, 12_500), (0.0004, 0), (1024.0, 1_024_000)] {
            assert_eq!(of(value), Some(expected), "{value}");
        }
        assert_eq!(of(9_223_372_036_854_775_807.0), Some((1 << 63) * 1_000));
        assert_eq!((of(-1.0), of(f64::NAN)), (None, None));
        assert_eq!((of(f64::INFINITY), of(1e300)), (Some(u128::MAX), Some(u128::MAX)));
    }
}
