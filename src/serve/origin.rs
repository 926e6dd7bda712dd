//! The addresses that this server answers to: a request says in Host and Origin where it believes to be, and both are compared to the letter.

use std::fmt;
use std::net::{IpAddr, SocketAddr};

/// An origin as a browser writes it: `http://127.0.0.1:8000`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    scheme: &'static str,
    authority: String,
}

impl Origin {
    /// What is written so, if it is an origin and nothing more: no path, no user, the usual port left out.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, authority, usual) = match text.split_once("://")? {
            ("http", rest) => ("http", rest, ":80"),
            ("https", rest) => ("https", rest, ":443"),
            _ => return None,
        };
        let plain = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, b'.' | b'-' | b':' | b'[' | b']');
        if authority.is_empty() || !authority.bytes().all(plain) {
            return None;
        }
        let authority = authority.strip_suffix(usual).unwrap_or(authority).to_owned();
        Some(Self { scheme, authority })
    }

    /// The names of the address that is listened to; none where it is that of every interface.
    pub(super) fn of(address: SocketAddr) -> Vec<Self> {
        let http = |host: String| {
            let text = format!("http://{host}:{}", address.port());
            Self::parse(&text)
        };
        let (ip, own) = (address.ip(), SocketAddr::new(address.ip(), address.port()));
        if ip.is_unspecified() {
            return Vec::new();
        }
        let literal = match ip {
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(_) => own.to_string().rsplit_once(':').map_or_else(String::new, |(host, _)| host.to_owned()),
        };
        let name = ip.is_loopback().then(|| "localhost".to_owned());
        std::iter::once(literal).chain(name).filter_map(http).collect()
    }

    /// As the Host header says it.
    pub(super) fn host(&self) -> &str {
        &self.authority
    }

    /// Whether what is said cannot be overheard.
    pub(super) fn is_secure(&self) -> bool {
        self.scheme == "https"
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.authority)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_a_scheme_and_an_authority() {
        let shown = |text: &str| Origin::parse(text).map(|origin| origin.to_string());
        assert_eq!(shown("http://127.0.0.1:8000").as_deref(), Some("http://127.0.0.1:8000"));
        assert_eq!(shown("https://pactlint.example:443").as_deref(), Some("https://pactlint.example"));
        for wrong in
            ["", "pactlint.example", "ftp://a", "http://", "http://a/", "http://a b", "http://u@a", "http://A", "null", "http://a\r\nb"]
        {
            assert_eq!(shown(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_address_has_its_number_and_on_this_machine_a_name() {
        let names = |address: &str| Origin::of(address.parse().expect("an address")).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(names("127.0.0.1:8000"), ["http://127.0.0.1:8000", "http://localhost:8000"]);
        assert_eq!(names("[::1]:8000"), ["http://[::1]:8000", "http://localhost:8000"]);
        assert_eq!(names("10.0.0.5:80"), ["http://10.0.0.5"]);
        assert!(names("0.0.0.0:80").is_empty() && names("[::]:80").is_empty());
    }
}
