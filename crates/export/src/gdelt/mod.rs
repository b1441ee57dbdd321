//! GDELT 2.0's two tables: tabs, no header.
//!
//! An event here is what one article tells and has one mention; or an incident of a ledger, with a mention for each that tells it.

pub mod events;
pub mod mentions;
mod place;

use crate::cameo_actor::{self, ActorCode};
use crate::told::{Dyad, LeftOut, Told};

/// The pairs of an event of which GDELT would know at least one side.
fn pairs<'t>(told: &'t Told<'_>) -> Result<Vec<(Dyad<'t>, ActorCode, ActorCode)>, LeftOut> {
    told.happened()?;
    let coded = told.dyads().into_iter().map(|dyad| {
        let code = |party: &Option<_>| party.as_ref().map(cameo_actor::of).unwrap_or_default();
        let codes = (code(&dyad.source), code(&dyad.target));
        (dyad, codes.0, codes.1)
    });
    let pairs: Vec<_> = coded.filter(|(_, one, two)| !one.whole.is_empty() || !two.whole.is_empty()).collect();
    if pairs.is_empty() { Err(LeftOut::NoSides) } else { Ok(pairs) }
}

/// The day of publication as GDELT writes moments: midnight, because no hour is known; empty without a day.
fn moment(told: &Told<'_>) -> String {
    told.published().map(|day| day.strftime("%Y%m%d000000").to_string()).unwrap_or_default()
}
