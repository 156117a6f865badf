//! `NumericEquals` and the other numeric operators.

use std::cmp::Ordering;

/// A decimal number of any precision, with an exponent of at most 32 bits; it is never written out, so `1e999999999` costs nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    negative: bool,
    /// The significant digits, without zeros at either end; empty for zero.
    digits: Box<str>,
    /// The decimal point stands before the digits, moved right by so many places.
    point: i64,
}

impl Number {
    /// Reads a number: a sign, leading zeros, a bare point at either end and an exponent are accepted; `None` for any other text.
    ///
    /// Observed: `01`, `+1`, `1.`, `1.0` and `1e0` equal `1`; `NaN`, `Infinity` and blanks are no numbers; comparison is exact beyond
    /// 53 bits. Source:
    /// <https://github.com/radkawar/stackd/blob/9dc356f5e5cc49d2d334178a09c1398dd1c62617/testdata/aws/iam/condition_values.json>
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, i64::from(exponent.parse::<i32>().ok()?)),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if whole.is_empty() && fraction.is_empty() || !(is_digits(whole) && is_digits(fraction)) {
            return None;
        }
        let all = [whole, fraction].concat();
        let significant = all.trim_start_matches('0');
        let leading_zeros = i64::try_from(all.len() - significant.len()).ok()?;
        let digits = Box::from(significant.trim_end_matches('0'));
        let zero = significant.is_empty();
        let point = if zero { 0 } else { i64::try_from(whole.len()).ok()? - leading_zeros + exponent };
        Some(Self { negative: negative && !zero, digits, point })
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let magnitude = || match (self.digits.is_empty(), other.digits.is_empty()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => self.point.cmp(&other.point).then_with(|| self.digits.cmp(&other.digits)),
        };
        match (self.negative, other.negative) {
            (false, false) => magnitude(),
            (true, true) => magnitude().reverse(),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn compare(left: &str, right: &str) -> Ordering {
        Number::parse(left).expect("a number").cmp(&Number::parse(right).expect("a number"))
    }

    #[test]
    fn spellings_of_one() {
        for text in ["1", "01", "+1", "1.", "1.0", "1e0", "10e-1", "0.1E1", "+0001.000e+0"] {
            assert_eq!(compare(text, "1"), Ordering::Equal, "{text}");
        }
    }

    #[test]
    fn what_is_no_number() {
        for text in [
            "",
            "+",
            ".",
            "e1",
            "1e",
            "1e1.5",
            "NaN",
            "Infinity",
            " 1",
            "1 ",
            "1,0",
            "0x1",
            "--1",
            "1e99999999999",
            "١",
        ] {
            assert_eq!(Number::parse(text), None, "{text}");
        }
    }

    #[test]
    fn exact_beyond_floating_point() {
        assert_eq!(compare("9007199254740993", "9007199254740992"), Ordering::Greater);
        assert_eq!(compare("0.1", "0.10000000000000000000000000000001"), Ordering::Less);
    }

    #[test]
    fn huge_exponents_cost_nothing() {
        assert_eq!(compare("1e999999999", "9e999999998"), Ordering::Greater);
        assert_eq!(compare("-1e999999999", "1e-999999999"), Ordering::Less);
        assert_eq!(compare("0e999999999", "-0"), Ordering::Equal);
    }

    proptest! {
        #[test]
        fn agrees_with_integers(a in -100_000i64..100_000, b in -100_000i64..100_000, scale in 0i32..6) {
            let shift = 10i64.pow(scale.unsigned_abs());
            prop_assert_eq!(compare(&format!("{a}e-{scale}"), &format!("{b}e-{scale}")), a.cmp(&b));
            prop_assert_eq!(compare(&a.to_string(), &format!("{b}e{scale}")), a.cmp(&(b * shift)));
        }
    }
}
