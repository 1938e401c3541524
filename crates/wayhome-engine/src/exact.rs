//! Sums and products that keep all their digits, or have no answer.

use rust_decimal::Decimal;

/// The sum, where the decimal type has room for all its digits. Its own operator rounds without a word where it has none, and the scale of what it
/// gives does not tell: it drops that of a zero.
pub(crate) fn sum(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (whole_a, part_a) = parts(a);
    let (whole_b, part_b) = parts(b);
    let (mut scale, mut part) = (Decimal::MAX_SCALE, part_a + part_b);
    while scale > 0 && part % 10 == 0 {
        part /= 10;
        scale -= 1;
    }
    // Less than 2 to the power of 97, as both are less than 2 to the power of 96.
    let whole = whole_a + whole_b;
    let mantissa = whole.checked_mul(10_i128.pow(scale))?.checked_add(part)?;
    Decimal::try_from_i128_with_scale(mantissa, scale).ok()
}

/// What stands before the point, and what stands after it in units of the smallest part that there is; both with the sign.
fn parts(number: Decimal) -> (i128, i128) {
    let unit = 10_i128.pow(number.scale());
    let rest = number.mantissa() % unit;
    (
        number.mantissa() / unit,
        rest * 10_i128.pow(Decimal::MAX_SCALE - number.scale()),
    )
}

/// The product, where the decimal type has room for all its digits.
pub(crate) fn product(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (mut a, mut b, mut scale) = (a.mantissa(), b.mantissa(), a.scale() + b.scale());
    // Each ten within takes a digit less after the point, wherever its two and its five come from.
    while scale > 0 && (a % 2 == 0 || b % 2 == 0) && (a % 5 == 0 || b % 5 == 0) {
        for factor in [2, 5] {
            if a % factor == 0 {
                a /= factor;
            } else {
                b /= factor;
            }
        }
        scale -= 1;
    }
    Decimal::try_from_i128_with_scale(a.checked_mul(b)?, scale).ok()
}

/// A whole number that has no other part.
pub(crate) fn whole(number: Decimal) -> Option<i64> {
    i64::try_from(number.normalize())
        .ok()
        .filter(|_| number.fract().is_zero())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[track_caller]
    fn adds(a: &str, b: &str, expected: &str) {
        assert_eq!(sum(number(a), number(b)), Some(number(expected)));
    }

    #[test]
    fn a_zero_adds_nothing_whatever_decimals_it_is_written_with() {
        adds("5", "0.0", "5");
        adds("0.00", "-5.5", "-5.5");
        adds("0.5", "-0.5", "0");
        adds("0.0", "0.00", "0");
        adds("79228162514264337593543950335", "0.0", "79228162514264337593543950335");
    }

    #[test]
    fn a_half_of_a_fifth_is_a_tenth() {
        let small = number("0.000000000000005");
        assert_eq!(
            product(small, number("0.00000000000002")),
            Some(number("0.0000000000000000000000000001"))
        );
        assert_eq!(product(small, number("0.00000000000003")), None);
        assert_eq!(product(number("0.000"), number("-3.5")), Some(Decimal::ZERO));
    }

    /// A whole number of any length: its digits, the last first.
    fn digits(mut number: u128) -> Vec<u32> {
        let mut digits = Vec::new();
        while number > 0 {
            digits.push((number % 10) as u32);
            number /= 10;
        }
        digits
    }

    fn carried(sums: &[i64]) -> (bool, Vec<u32>) {
        let is_negative = sums.iter().rev().find(|sum| **sum != 0).is_some_and(|sum| *sum < 0);
        let mut carry = 0;
        let mut digits = Vec::new();
        for sum in sums.iter().copied().chain([0; 4]) {
            let sum = carry + if is_negative { -sum } else { sum };
            digits.push(u32::try_from(sum.rem_euclid(10)).unwrap());
            carry = sum.div_euclid(10);
        }
        assert_eq!(carry, 0);
        (is_negative, digits)
    }

    /// What has this sign, these digits and so many of them after the point, where at most 28 do and the digits fit into 96 bits.
    fn fits((is_negative, digits): (bool, Vec<u32>), mut scale: usize) -> Option<Decimal> {
        let mut digits = digits.as_slice();
        while scale > 0 && digits.first().is_none_or(|digit| *digit == 0) {
            digits = digits.get(1..).unwrap_or_default();
            scale -= 1;
        }
        let mantissa = digits.iter().rev().try_fold(0_u128, |whole, digit| {
            whole
                .checked_mul(10)?
                .checked_add(u128::from(*digit))
                .filter(|whole| *whole < 1 << 96)
        })?;
        let mantissa = i128::try_from(mantissa).unwrap();
        (scale <= 28).then(|| {
            Decimal::from_i128_with_scale(
                if is_negative { -mantissa } else { mantissa },
                u32::try_from(scale).unwrap(),
            )
        })
    }

    /// In units of the 56th place after the point.
    fn long(number: Decimal) -> (i64, Vec<u32>) {
        let zeros = vec![0; 56 - number.scale() as usize];
        let sign = if number.mantissa() < 0 { -1 } else { 1 };
        (sign, [zeros, digits(number.mantissa().unsigned_abs())].concat())
    }

    fn long_sum(a: Decimal, b: Decimal) -> Option<Decimal> {
        let ((sign, a), (other_sign, b)) = (long(a), long(b));
        let at = |digits: &[u32], place: usize| digits.get(place).map_or(0, |digit| i64::from(*digit));
        let sums: Vec<i64> = (0..90)
            .map(|place| sign * at(&a, place) + other_sign * at(&b, place))
            .collect();
        // From the highest place down, the sign of the first that is not nought is the sign of all only where no place borrows: so borrow first.
        fits(carried(&borrowed(sums)), 56)
    }

    /// With every place of one sign.
    fn borrowed(mut sums: Vec<i64>) -> Vec<i64> {
        let negative = sums.iter().rev().find(|sum| **sum != 0).is_some_and(|sum| *sum < 0);
        let sign = if negative { -1 } else { 1 };
        for place in 0..sums.len() - 1 {
            while sums[place] * sign < 0 {
                sums[place] += 10 * sign;
                sums[place + 1] -= sign;
            }
        }
        sums
    }

    fn long_product(a: Decimal, b: Decimal) -> Option<Decimal> {
        let (one, other) = (digits(a.mantissa().unsigned_abs()), digits(b.mantissa().unsigned_abs()));
        let mut sums = vec![0_i64; one.len() + other.len()];
        for (place, digit) in one.iter().enumerate() {
            for (other_place, other_digit) in other.iter().enumerate() {
                sums[place + other_place] += i64::from(digit * other_digit);
            }
        }
        let (_, digits) = carried(&sums);
        let is_negative = (a.mantissa() < 0) != (b.mantissa() < 0);
        fits((is_negative, digits), (a.scale() + b.scale()) as usize)
    }

    /// Numbers of all sizes, with many zeros, twos and fives at their ends.
    fn any_number() -> impl Strategy<Value = Decimal> {
        let mantissa = prop_oneof![
            -20_i128..20,
            -(1_i128 << 96) + 1..1 << 96,
            (-1000_i128..1000, 0_u32..26).prop_map(|(lead, zeros)| lead * 10_i128.pow(zeros)),
            (-9_i128..9, 0_u32..80).prop_map(|(lead, twos)| lead << twos),
            (-9_i128..9, 0_u32..38).prop_map(|(lead, fives)| lead * 5_i128.pow(fives)),
        ];
        (mantissa, 0_u32..29).prop_map(|(mantissa, scale)| Decimal::from_i128_with_scale(mantissa, scale))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn sums_and_products_are_those_of_numbers_of_any_length(a in any_number(), b in any_number()) {
            prop_assert_eq!(sum(a, b), long_sum(a, b));
            prop_assert_eq!(sum(a, -a), Some(Decimal::ZERO));
            prop_assert_eq!(product(a, b), long_product(a, b));
        }
    }
}
