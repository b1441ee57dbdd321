//! The clock that a watch goes by. It is passed in, so that a test waits for nothing.

use jiff::Timestamp;
use std::time::Duration;

/// Tells the time and lets time pass.
pub trait Clock {
    /// The present moment.
    fn now(&self) -> Timestamp;
    /// Returns once that much time has passed.
    fn sleep(&self, duration: Duration);
}

/// The clock of the computer.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn sleep(&self, duration: Duration) {
        std::thread::sleep(duration);
    }
}

impl<Inner: Clock> Clock for &Inner {
    fn now(&self) -> Timestamp {
        (*self).now()
    }

    fn sleep(&self, duration: Duration) {
        (*self).sleep(duration);
    }
}

/// The moment so much later; the last that there is, should it lie beyond.
pub(super) fn after(moment: Timestamp, duration: Duration) -> Timestamp {
    moment.checked_add(duration).unwrap_or(Timestamp::MAX)
}

/// How long it is until then; nothing if it has passed.
pub(super) fn until(now: Timestamp, moment: Timestamp) -> Duration {
    Duration::try_from(moment.duration_since(now)).unwrap_or(Duration::ZERO)
}
