//! `IpAddress` and `NotIpAddress`.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Reads a presented address; `None` when it is none, with or without a prefix length.
///
/// Observed: octets may have leading zeros; an IPv4-mapped IPv6 address compares as IPv4; one colon too many at the end, a single
/// empty group at the start and an empty group beside a compressed run are accepted.
/// Source: <https://github.com/radkawar/stackd/blob/9dc356f5e5cc49d2d334178a09c1398dd1c62617/testdata/aws/iam/condition_ip.json>
#[must_use]
pub fn parse_presented(text: &str) -> Option<IpAddr> {
    match parse_address(text)? {
        IpAddr::V6(address) => Some(address.to_ipv4_mapped().map_or(IpAddr::V6(address), IpAddr::V4)),
        address @ IpAddr::V4(_) => Some(address),
    }
}

/// An address range as a policy writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    prefix: u32,
}

impl Network {
    /// Reads an address or an address with a prefix length; `None` when it is neither, or an IPv6 network with host bits set.
    ///
    /// A missing prefix length is `/32` or `/128`. Observed: IPv4 host bits are ignored, while an IPv6 network with host bits set
    /// never matches; a mapped IPv6 network stays IPv6. Source:
    /// <https://github.com/radkawar/stackd/blob/9dc356f5e5cc49d2d334178a09c1398dd1c62617/docs/iam-evaluation.md#ip-conditions>
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (parse_address(address)?, Some(parse_prefix(prefix)?)),
            None => (parse_address(text)?, None),
        };
        let width = if address.is_ipv4() { 32 } else { 128 };
        let prefix = prefix.unwrap_or(width);
        if prefix > width {
            return None;
        }
        let network = Self { address, prefix };
        match address {
            IpAddr::V6(address) if address.to_bits() != address.to_bits() & mask(prefix, 128) => None,
            _ => Some(network),
        }
    }

    /// Whether `address` lies in the network; the two families never match each other.
    #[must_use]
    pub fn contains(self, address: IpAddr) -> bool {
        let difference = match (self.address, address) {
            (IpAddr::V4(network), IpAddr::V4(address)) => u128::from(network.to_bits() ^ address.to_bits()),
            (IpAddr::V6(network), IpAddr::V6(address)) => network.to_bits() ^ address.to_bits(),
            _ => return false,
        };
        difference & mask(self.prefix, if address.is_ipv4() { 32 } else { 128 }) == 0
    }
}

/// The highest `prefix` of `width` bits.
fn mask(prefix: u32, width: u32) -> u128 {
    let all = u128::MAX >> (128 - width);
    all & !u128::MAX.checked_shr(128 - width + prefix).unwrap_or(0)
}

fn parse_prefix(text: &str) -> Option<u32> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        None
    } else {
        digits.parse().ok()
    }
}

fn parse_address(text: &str) -> Option<IpAddr> {
    if text.contains(':') { parse_v6(text).map(IpAddr::V6) } else { parse_v4(text).map(IpAddr::V4) }
}

fn parse_v4(text: &str) -> Option<Ipv4Addr> {
    let mut octets = text.split('.').map(|octet| {
        if octet.is_empty() || !octet.bytes().all(|byte| byte.is_ascii_digit()) {
            None
        } else {
            octet.parse::<u8>().ok()
        }
    });
    let address = Ipv4Addr::new(octets.next()??, octets.next()??, octets.next()??, octets.next()??);
    if octets.next().is_some() { None } else { Some(address) }
}

fn parse_v6(text: &str) -> Option<Ipv6Addr> {
    if let Ok(address) = text.parse() {
        return Some(address);
    }
    let mut text = text.replacen(":::", "::", 1);
    if text.ends_with(':') && !text.ends_with("::") {
        text.pop();
    }
    if text.starts_with(':') && !text.starts_with("::") {
        text.insert(0, '0');
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn matches(policy: &str, presented: &str) -> Option<bool> {
        Some(Network::parse(policy)?.contains(parse_presented(presented)?))
    }

    #[test]
    fn v4() {
        assert_eq!(matches("203.0.113.0/24", "203.0.113.9"), Some(true));
        assert_eq!(matches("203.0.113.0/24", "203.0.114.9"), Some(false));
        assert_eq!(matches("203.0.113.77/24", "203.0.113.9"), Some(true), "host bits are ignored");
        assert_eq!(matches("203.0.113.9", "203.0.113.9"), Some(true));
        assert_eq!(matches("0.0.0.0/0", "255.255.255.255"), Some(true));
        assert_eq!(matches("192.0.2.0/024", "192.000.2.1"), Some(true), "leading zeros");
        assert_eq!(matches("192.0.2.0/+24", "192.0.2.1"), Some(true));
    }

    #[test]
    fn v6() {
        assert_eq!(matches("2001:db8::1", "2001:0db8:0000:0000:0000:0000:0000:0001"), Some(true));
        assert_eq!(matches("2001:db8::4/127", "2001:db8::5"), Some(true));
        assert_eq!(matches("2001:db8::5/64", "2001:db8::5"), None, "host bits set never match");
        assert_eq!(matches("::/0", "2001:db8::5"), Some(true));
        assert_eq!(matches("::/0", "192.0.2.1"), Some(false), "families never match each other");
    }

    #[test]
    fn mapped() {
        assert_eq!(matches("192.0.2.0/24", "::ffff:192.0.2.1"), Some(true));
        assert_eq!(matches("192.0.2.0/24", "::ffff:c000:201"), Some(true));
        assert_eq!(matches("::ffff:c000:200/120", "192.0.2.1"), Some(false));
    }

    #[test]
    fn odd_spellings() {
        for text in ["2001:db8:::1", "2001:db8::1:", "2001:db8::0:1"] {
            assert_eq!(matches("2001:db8::1", text), Some(true), "{text}");
        }
        assert_eq!(matches("0:2001:db8::1", ":2001:db8::1"), Some(true));
    }

    #[test]
    fn what_is_no_address() {
        for text in [
            "",
            "not-an-ip",
            "192.0.2.1/32",
            "192.0.2",
            "192.0.2.256",
            "1.2.3.4.5",
            "1..2.3",
            "2001:db8::1::2",
            "fe80::1%eth0",
            " 1.2.3.4",
        ] {
            assert_eq!(parse_presented(text), None, "{text}");
        }
        for text in
            ["", "192.0.2.0/33", "192.0.2.0/", "192.0.2.0/-1", "192.0.2.0/x", "2001:db8::/129", "1.2.3.4/8/8"]
        {
            assert_eq!(Network::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_network_is_its_first_bits(network: u32, address: u32, prefix in 0u32..=32) {
            let policy = Network::parse(&format!("{}/{prefix}", Ipv4Addr::from_bits(network))).expect("a network");
            let expected = prefix == 0 || network >> (32 - prefix) == address >> (32 - prefix);
            prop_assert_eq!(policy.contains(IpAddr::V4(Ipv4Addr::from_bits(address))), expected);
        }
    }
}
