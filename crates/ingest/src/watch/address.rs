//! Which network addresses may be asked. A name is resolved here, and the very addresses that were looked at are connected to:
//! a name that says one thing when it is checked and another when it is used gains nothing.

use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Whether addresses are asked that are not public: the computer itself, its network, and services of data centres that tell
/// secrets to whoever asks from within.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Private {
    /// None.
    #[default]
    Refused,
    /// These alone.
    Only(BTreeSet<IpAddr>),
    /// All. A feed can then lead to whatever the computer can reach.
    Allowed,
}

impl Private {
    fn permits(&self, address: IpAddr) -> bool {
        match self {
            Private::Allowed => true,
            Private::Only(allowed) => allowed.contains(&address) || is_public(address),
            Private::Refused => is_public(address),
        }
    }
}

/// Whether an address belongs to the public internet. What is set apart for anything else is not, by the registries of special
/// addresses; addresses that carry another one inside are as public as that one.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// Networks of the fourth version that are not public: the network and how many bits of it count.
const APART: [([u8; 4], u32); 17] = [
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    // Link-local, with the metadata services of data centres.
    ([169, 254, 0, 0], 16),
    // The metadata service of one of them, though its address is a public one.
    ([168, 63, 129, 16], 32),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    // Multicast, and what was never given out.
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
    ([255, 255, 255, 255], 32),
];

fn is_public_v4(address: Ipv4Addr) -> bool {
    let bits = u32::from(address);
    !APART.iter().any(|&(network, length)| {
        let ignored = 32 - length;
        bits >> ignored == u32::from(Ipv4Addr::from(network)) >> ignored
    })
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = address.segments();
    let inside = |high: u16, low: u16| is_public_v4(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)));
    match (a, b) {
        // An address of the fourth version as it is written in the sixth, and as it is translated.
        (0, 0) if (c, d, e, f) == (0, 0, 0, 0xffff) => inside(g, h),
        (0x64, 0xff9b) if (c, d, e, f) == (0, 0, 0, 0) => inside(g, h),
        (0x2002, high) => inside(high, c),
        // Special purposes, among them tunnels, and examples.
        (0x2001, second) if second < 0x200 || second == 0xdb8 => false,
        (0x3fff, second) if second < 0x1000 => false,
        (first, _) => first & 0xe000 == 0x2000,
    }
}

/// A name that leads to no address that may be asked.
#[derive(Debug)]
pub(super) struct PrivateAddress;

impl fmt::Display for PrivateAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the address is private")
    }
}

impl std::error::Error for PrivateAddress {}

/// Resolves names and lets through what may be asked.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) inner: DefaultResolver,
    pub(super) private: Private,
}

impl Resolver for Checked {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let mut permitted = self.empty();
        for &address in &*self.inner.resolve(uri, config, timeout)? {
            if self.private.permits(address.ip()) {
                permitted.push(address);
            }
        }
        if permitted.is_empty() {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, PrivateAddress).into());
        }
        Ok(permitted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_told_from_public_ones() {
        for address in [
            "127.0.0.1",
            "127.8.9.10",
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.100.100.200",
            "169.254.169.254",
            "168.63.129.16",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.192",
            "192.168.1.1",
            "198.18.0.1",
            "224.0.0.1",
            "239.1.2.3",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:10.1.2.3",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "3fff::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "100::1",
            "4000::1",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
        for address in [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.0.1",
            "100.128.0.1",
            "169.253.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "192.169.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "2600::1",
            "2a00:1450::1",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
            "2002:808:808::1",
            "2001:4860:4860::8888",
        ] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn what_is_permitted_by_name_permits_nothing_beside_it() {
        let one: IpAddr = "10.0.0.1".parse().unwrap();
        let other: IpAddr = "10.0.0.2".parse().unwrap();
        let only = Private::Only(BTreeSet::from([one]));
        assert!(only.permits(one) && !only.permits(other) && only.permits("8.8.8.8".parse().unwrap()));
        assert!(Private::Allowed.permits(other) && !Private::Refused.permits(one));
    }
}
