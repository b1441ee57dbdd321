//! Follows commitments: what new incidents promise, and what they tell of earlier promises.
//!
//! ```text
//! unfollowed incidents -> their own commitments, and those of their parties that they concern -> what became of each
//! ```

use super::gists::{Became, Gists};
use crate::failure::Failure;
use event::CommitmentKind;
use resolve::commitments::{kind, life};
use std::collections::BTreeMap;
use store::{Batch, NewCommitment, Unfollowed, Writer};

/// How many incidents are followed before what was found is made durable.
const STEP: usize = 2048;

/// Follows all that is yet to be followed.
pub fn follow(writer: &mut Writer) -> Result<(), Failure> {
    loop {
        let unfollowed = writer.unfollowed(STEP)?;
        if unfollowed.is_empty() {
            return Ok(());
        }
        let mut batch = writer.begin()?;
        let mut gists = Gists::default();
        // Each commitment to be looked at again, with the day from which on.
        let mut stale: BTreeMap<i64, i32> = BTreeMap::new();
        let mut mark = |commitment: i64, since: i32| {
            let earliest = stale.entry(commitment).or_insert(since);
            *earliest = since.min(*earliest);
        };
        for &one in &unfollowed {
            match one {
                Unfollowed::Commitment(commitment, since) => mark(commitment, since),
                Unfollowed::Incident(incident) => {
                    if kind(gists.told(&batch, incident)?).is_some() {
                        mark(incident, i32::MIN);
                    }
                    for (commitment, since) in gists.concerned(&batch, incident)? {
                        mark(commitment, since);
                    }
                }
            }
        }
        for (commitment, since) in stale {
            relink(&mut batch, &mut gists, commitment, since)?;
        }
        batch.followed(&unfollowed)?;
        batch.commit()?;
    }
}

/// Looks for what became of a commitment from a day on; what was found before that day stays.
fn relink(batch: &mut Batch, gists: &mut Gists, commitment: i64, since: i32) -> Result<(), Failure> {
    let promise = gists.told(batch, commitment)?.clone();
    let Some(kind) = kind(&promise) else { return Ok(()) };
    let (first, _) = life(&promise, kind);
    // Of announcements and threats the best of all is linked, so that all are looked at.
    let since = if kind == CommitmentKind::Agreement { since.max(first) } else { first };
    let before = if since > first { batch.fate_before(commitment, since)? } else { Vec::new() };
    let Became { life, fate } = gists.became(batch, &promise, kind, since, before)?;
    Ok(batch.replace_commitment(&NewCommitment { incident: commitment, kind, by: promise.makers(), life, fate })?)
}
