//! What a site allows to robots, by its `robots.txt`. When it is fetched is for `turn`.

use super::memory::Rules;
use std::time::Duration;
use texting_robots::Robot;
use url::Url;

/// The name by which sites know us in their rules.
pub(super) const NAME: &str = "standoff";
/// More than this is read of no file of rules; the standard asks for half a mebibyte.
pub(super) const LIMIT: usize = 512 << 10;
/// The longest pause between requests that a site is granted.
const LONGEST_PAUSE: f32 = 86_400.0;

/// What the rules mean for one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) allowed: bool,
    /// How long the site wants requests to be apart.
    pub(super) pause: Option<Duration>,
}

/// What the rules say of the address.
pub(super) fn verdict(rules: &Rules, url: &Url) -> Verdict {
    match rules {
        Rules::None => Verdict { allowed: true, pause: None },
        Rules::Unknown => Verdict { allowed: false, pause: None },
        Rules::Text(text) => match Robot::new(NAME, text.as_bytes()) {
            Ok(robot) => Verdict {
                allowed: robot.allowed(url.as_str()),
                pause: robot.delay.filter(|delay| *delay > 0.0).map(|delay| Duration::from_secs_f32(delay.min(LONGEST_PAUSE))),
            },
            // Rules that nobody can read may forbid anything.
            Err(_) => Verdict { allowed: false, pause: None },
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_rules_panic(text in "(([Uu]ser-agent|[Aa]llow|[Dd]isallow|Crawl-delay|Sitemap)?:? ?[*$/a-z0-9.\\PC]{0,12}[\r\n]{0,2}){0,12}") {
            check(&text, "https://example.org/a/b?c=d");
        }
    }

    fn check(text: &str, address: &str) -> Verdict {
        verdict(&Rules::Text(text.to_owned()), &Url::parse(address).unwrap())
    }

    #[test]
    fn the_rules_for_us_count_before_those_for_all() {
        let text = "User-agent: *\nDisallow: /\n\nUser-agent: Standoff\nDisallow: /private/\nCrawl-delay: 2.5\n";
        let allowed = check(text, "https://example.org/feed?page=1");
        assert_eq!(allowed, Verdict { allowed: true, pause: Some(Duration::from_millis(2500)) });
        assert!(!check(text, "https://example.org/private/feed").allowed);
        assert!(!check("User-agent: *\nDisallow: /*.xml$", "https://example.org/a.xml").allowed);
        assert!(check("<html>Not found</html>", "https://example.org/a.xml").allowed);
    }

    #[test]
    fn pauses_are_bounded() {
        for (written, expect) in [("99999999999999", Some(86_400)), ("-5", None), ("nan", None), ("0", None)] {
            let verdict = check(&format!("User-agent: *\nCrawl-delay: {written}\n"), "https://example.org/");
            assert_eq!(verdict.pause.map(|pause| pause.as_secs()), expect, "{written}");
        }
    }
}
